import Foundation

extension PictureError: CustomStringConvertible, LocalizedError {
  /// The error as a sentence, for `localizedDescription`.
  public var errorDescription: String? { description }

  /// The value as text.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    case .notPNG(let file):
      "\(file): not a PNG file: it does not begin with PNG's signature; convert it to PNG first"
    case .truncated(let file, let offset, let chunk, let missing):
      "\(file): the PNG is cut off: its part \(chunk) at byte \(offset) lacks \(missing) "
        + (missing == 1 ? "byte" : "bytes")
    case .damaged(let file, let offset?, let reason): "\(file): the PNG is damaged at byte \(offset): \(reason)"
    case .damaged(let file, nil, let reason): "\(file): the PNG is damaged: \(reason)"
    case .tooLarge(let file, let height, let width, let limit):
      "\(file): the PNG is \(height) × \(width) pixels; at most \(limit) pixels are read"
    case .overstated(let file, let height, let width, let bytes):
      "\(file): the PNG claims \(height) × \(width) pixels, more than its \(bytes) bytes can hold"
    }
  }
}
