import CPNG
import Foundation

extension Picture {
  /// How many pixels a PNG may have: 64 megapixels.
  public static let pixelLimit = 1 << 26

  /// What becomes of transparency.
  public enum AlphaHandling: Sendable {
    /// Four channels, not premultiplied (grey with alpha too).
    case keep
    /// Laid over white on the stored bytes; grey stays one channel.
    case overWhite
  }

  /// Reads a PNG file of any kind as 8 bits a channel; palettes become colours, 16 bits are rounded to 8.
  ///
  /// Throws `PictureError` for a file that is not there, is no PNG, is cut off, damaged or too large.
  public init(png path: String, alpha: AlphaHandling = .keep) throws(PictureError) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      throw .unreadable(file: path, reason: exists ? "it is a folder or access is denied" : "there is no such file")
    }
    try self.init(png: bytes, file: path, alpha: alpha)
  }

  /// Decodes the bytes of a PNG; `file` is the name that errors use.
  public init(png bytes: Data, file: String, alpha: AlphaHandling = .keep) throws(PictureError) {
    let chunks = try PNGChunks(bytes, file: file)
    try chunks.checkSize(bytes: bytes.count, file: file)
    let decoded = try Self.decode(bytes, chunks: chunks, file: file)
    let pixels = decoded.pixels
    let count = chunks.height * chunks.width
    switch (decoded.samples, alpha) {
    case (2, .keep):
      var expanded = [UInt8]()
      expanded.reserveCapacity(count * 4)
      for pixel in 0..<count {
        expanded.append(contentsOf: repeatElement(pixels[pixel * 2], count: 3))
        expanded.append(pixels[pixel * 2 + 1])
      }
      self.init(height: chunks.height, width: chunks.width, channels: 4, pixels: expanded)
    case (2, .overWhite):
      let blended = (0..<count).map { Self.blend(pixels[$0 * 2], alpha: pixels[$0 * 2 + 1]) }
      self.init(height: chunks.height, width: chunks.width, channels: 1, pixels: blended)
    case (4, .overWhite):
      self = Picture(height: chunks.height, width: chunks.width, channels: 4, pixels: pixels).overWhite
    default:
      self.init(height: chunks.height, width: chunks.width, channels: decoded.samples, pixels: pixels)
    }
  }

  /// The pixels, `[height, width, samples]`: grey, grey and alpha, colour, or colour and alpha.
  private static func decode(
    _ bytes: Data, chunks: PNGChunks, file: String
  ) throws(PictureError) -> (samples: Int, pixels: [UInt8]) {
    let image = PNGImage()
    // libpng keeps the address of the bytes between begin and finish: both stand in one closure.
    let result = bytes.withUnsafeBytes { bytes -> Result<(samples: Int, pixels: [UInt8]), PictureError> in
      guard png_image_begin_read_from_memory(image.pointer, bytes.baseAddress, bytes.count) != 0,
        image.pointer.pointee.height == chunks.height, image.pointer.pointee.width == chunks.width
      else { return .failure(.damaged(file: file, offset: nil, reason: image.message)) }
      let hasColour = image.pointer.pointee.format & CPNG_FORMAT_FLAG_COLOR != 0
      let hasAlpha = image.pointer.pointee.format & CPNG_FORMAT_FLAG_ALPHA != 0
      image.pointer.pointee.format =
        switch (hasColour, hasAlpha) {
        case (false, false): CPNG_FORMAT_GRAY
        case (false, true): CPNG_FORMAT_GA
        case (true, false): CPNG_FORMAT_RGB
        case (true, true): CPNG_FORMAT_RGBA
        }
      // 16-bit files mean sRGB as 8-bit ones do, unless they say otherwise; libpng would take them for linear.
      image.pointer.pointee.flags |= CPNG_IMAGE_FLAG_16BIT_sRGB
      let samples = (hasColour ? 3 : 1) + (hasAlpha ? 1 : 0)
      var pixels = [UInt8](repeating: 0, count: chunks.height * chunks.width * samples)
      let finished = pixels.withUnsafeMutableBytes {
        png_image_finish_read(image.pointer, nil, $0.baseAddress, 0, nil)
      }
      guard finished != 0 else {
        return .failure(.damaged(file: file, offset: chunks.firstPixels, reason: image.message))
      }
      return .success((samples, pixels))
    }
    return try result.get()
  }
}
