extension Picture {
  /// The picture with three channels: grey repeated, alpha laid over white.
  public var rgb: Picture {
    switch channels {
    case 1:
      var result = [UInt8]()
      result.reserveCapacity(pixels.count * 3)
      for value in pixels { result.append(contentsOf: repeatElement(value, count: 3)) }
      return Picture(height: height, width: width, channels: 3, pixels: result)
    case 4: return overWhite
    default: return self
    }
  }

  /// The picture with one channel: luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as Pillow's mode L.
  public var grey: Picture {
    guard channels > 1 else { return self }
    let colour = overWhite
    let result = (0..<height * width).map { pixel -> UInt8 in
      let red = Int(colour.pixels[pixel * 3])
      let green = Int(colour.pixels[pixel * 3 + 1])
      let blue = Int(colour.pixels[pixel * 3 + 2])
      // Pillow's fixed-point form of the weights, 16 bits after the point.
      return UInt8((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16)
    }
    return Picture(height: height, width: width, channels: 1, pixels: result)
  }

  /// The picture without alpha: each value v of a pixel with alpha a becomes v·a + 255·(1 − a), on the stored bytes.
  public var overWhite: Picture {
    guard channels == 4 else { return self }
    var result = [UInt8]()
    result.reserveCapacity(height * width * 3)
    for pixel in 0..<height * width {
      let alpha = pixels[pixel * 4 + 3]
      for channel in 0..<3 { result.append(Self.blend(pixels[pixel * 4 + channel], alpha: alpha)) }
    }
    return Picture(height: height, width: width, channels: 3, pixels: result)
  }

  /// One byte laid over white.
  static func blend(_ value: UInt8, alpha: UInt8) -> UInt8 {
    let value = Int(value)
    let alpha = Int(alpha)
    return UInt8((value * alpha + 255 * (255 - alpha) + 127) / 255)
  }
}
