import CPNG
import Foundation

extension Picture {
  /// The picture as a PNG of 8 bits a channel; the same pixels give the same bytes, for no date or name is written.
  ///
  /// Throws `PictureError` where libpng refuses the size.
  public func encodedPNG() throws(PictureError) -> Data {
    let limit = cpng_size_limit(width * channels, height)
    var encoded = Data(count: limit)
    var output = cpng_output()
    let written = encoded.withUnsafeMutableBytes { (buffer: UnsafeMutableRawBufferPointer) -> Int32 in
      output.bytes = buffer.bindMemory(to: UInt8.self).baseAddress
      output.capacity = limit
      return cpng_encode(pixels, UInt32(width), UInt32(height), Int32(channels), &output)
    }
    guard written != 0 else {
      let reason = withUnsafeBytes(of: output.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      throw .unwritable(file: "PNG", reason: reason.isEmpty ? "libpng gives no reason" : reason)
    }
    return encoded.prefix(output.count)
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
