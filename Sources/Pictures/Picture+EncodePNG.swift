import CPNG
import Foundation

extension Picture {
  /// The picture as a PNG of 8 bits a channel; the same pixels give the same bytes, for no date or name is written.
  ///
  /// Throws `PictureError` where libpng refuses the size.
  public func encodedPNG() throws(PictureError) -> Data {
    let image = PNGImage()
    image.pointer.pointee.height = UInt32(height)
    image.pointer.pointee.width = UInt32(width)
    image.pointer.pointee.format =
      switch channels {
      case 1: CPNG_FORMAT_GRAY
      case 3: CPNG_FORMAT_RGB
      default: CPNG_FORMAT_RGBA
      }
    var size = cpng_encoded_size_limit(image.pointer.pointee)
    var encoded = Data(count: Int(size))
    let written = encoded.withUnsafeMutableBytes { buffer in
      pixels.withUnsafeBytes { pixels in
        png_image_write_to_memory(image.pointer, buffer.baseAddress, &size, 0, pixels.baseAddress, 0, nil)
      }
    }
    guard written != 0 else { throw .unwritable(file: "PNG", reason: image.message) }
    return encoded.prefix(Int(size))
  }

  /// Writes the picture as a PNG file, whole or not at all.
  ///
  /// Throws `PictureError` where the file cannot be written.
  public func write(png path: String) throws(PictureError) {
    let encoded = try encodedPNG()
    do {
      try encoded.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(file: path, reason: error.localizedDescription)
    }
  }
}
