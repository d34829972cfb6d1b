/// Why a picture could not be read or written.
public enum PictureError: Error, Equatable, Sendable {
  /// The file cannot be opened.
  case unreadable(file: String, reason: String)
  /// The picture cannot be written.
  case unwritable(file: String, reason: String)
  /// The file does not begin with PNG's eight bytes.
  case notPNG(file: String)
  /// The file ends before a chunk does.
  case truncated(file: String, offset: Int, chunk: String, missing: Int)
  /// Something in the file is wrong; the chunk at `offset` is the one where it showed, where that is known.
  case damaged(file: String, offset: Int?, reason: String)
  /// The header claims a picture of more than `limit` pixels.
  case tooLarge(file: String, height: Int, width: Int, limit: Int)
  /// The header claims more pixels than so short a file can hold.
  case overstated(file: String, height: Int, width: Int, bytes: Int)
}
