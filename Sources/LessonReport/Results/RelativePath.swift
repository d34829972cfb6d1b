/// The way from one place of the file system to another.
enum RelativePath {
  /// - Parameters:
  ///   - folder: absolute path of a folder, without `.` and `..`.
  ///   - file: absolute path, without `.` and `..`.
  static func from(_ folder: String, to file: String) -> String {
    let start = folder.split(separator: "/")
    let end = file.split(separator: "/")
    let shared = zip(start, end).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: start.count - shared) + end[shared...]).joined(separator: "/")
  }
}
