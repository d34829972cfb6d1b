/// `#sourceLocation`: from the next line on, the compiler counts lines of another file.
struct SourceDirective {
  var file: String
  var line: Int

  /// The directive with its line feed.
  var text: String {
    let escaped = file.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "#sourceLocation(file: \"\(escaped)\", line: \(line))\n"
  }
}
