extension CodeFileError {
  /// The sentence that the author sees.
  package var message: String {
    switch self {
    case .unreadable(let name): "the file '\(name)' beside the lesson cannot be read"
    case .notUTF8(let name): "the file '\(name)' beside the lesson is not UTF-8"
    }
  }
}
