/// A raster image of bytes, in sRGB.
public struct Picture: Sendable, Equatable {
  /// Rows, at least 1.
  public let height: Int
  /// Columns, at least 1.
  public let width: Int
  /// 1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha, not premultiplied).
  public let channels: Int
  /// `[height, width, channels]`, row by row.
  public var pixels: [UInt8]

  /// A picture of the given pixels, `[height, width, channels]`.
  public init(height: Int, width: Int, channels: Int, pixels: [UInt8]) {
    precondition(height > 0 && width > 0, "a picture has at least one pixel")
    precondition([1, 3, 4].contains(channels), "a picture has 1, 3 or 4 channels")
    precondition(pixels.count == height * width * channels, "one byte a channel of each pixel")
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
  }

  /// A picture of one colour: one byte a channel.
  public init(height: Int, width: Int, fill colour: [UInt8]) {
    let size = colour.count
    let pixels = [UInt8](unsafeUninitializedCapacity: height * width * size) { pixels, count in
      count = height * width * size
      for first in stride(from: 0, to: count, by: size) {
        for channel in 0..<size { pixels[first + channel] = colour[channel] }
      }
    }
    self.init(height: height, width: width, channels: colour.count, pixels: pixels)
  }

  /// One byte of the picture.
  public subscript(row: Int, column: Int, channel: Int = 0) -> UInt8 {
    get { pixels[(row * width + column) * channels + channel] }
    set { pixels[(row * width + column) * channels + channel] = newValue }
  }
}
