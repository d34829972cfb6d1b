/// Why the code of a cell cannot be had from the file beside the lesson; the sentences are made in
/// `CodeFileError+Message.swift`.
package enum CodeFileError: Error, Equatable {
  /// There is no such file, or it may not be read.
  case unreadable(name: String)
  /// The file is no text.
  case notUTF8(name: String)
}
