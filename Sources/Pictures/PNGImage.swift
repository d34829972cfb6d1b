import CPNG

/// libpng's control structure on the heap: its address must not change between begin and finish.
final class PNGImage {
  let pointer: UnsafeMutablePointer<png_image>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: png_image())
    pointer.pointee.version = CPNG_IMAGE_VERSION
  }

  deinit {
    png_image_free(pointer)
    pointer.deallocate()
  }

  /// What libpng says went wrong.
  var message: String {
    let text = withUnsafeBytes(of: pointer.pointee.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return text.isEmpty ? "libpng gives no reason" : text
  }
}
