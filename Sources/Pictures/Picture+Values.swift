extension Picture {
  /// A picture of numbers, `[height, width, channels]`: `range` is mapped to 0...255, what lies outside is clamped.
  ///
  /// Not a number and a range of no width become 0.
  public init(values: [Float], height: Int, width: Int, channels: Int = 1, range: ClosedRange<Float> = 0...1) {
    let factor = Self.factor(range) * 255
    let pixels = values.map { value -> UInt8 in
      let scaled = (value - range.lowerBound) * factor
      return scaled > 0 ? UInt8(min(scaled, 255).rounded()) : 0
    }
    self.init(height: height, width: width, channels: channels, pixels: pixels)
  }

  /// A picture of one number a pixel, `[height, width]`, in the colours of a scale: three channels.
  ///
  /// `range` is mapped to the scale's ends; not a number and a range of no width take its first colour.
  public init(values: [Float], height: Int, width: Int, range: ClosedRange<Float>, scale: ColourScale) {
    let factor = Self.factor(range)
    var pixels = [UInt8]()
    pixels.reserveCapacity(values.count * 3)
    for value in values {
      let colour = scale.colour(at: (value - range.lowerBound) * factor)
      pixels.append(colour.red)
      pixels.append(colour.green)
      pixels.append(colour.blue)
    }
    self.init(height: height, width: width, channels: 3, pixels: pixels)
  }

  private static func factor(_ range: ClosedRange<Float>) -> Float {
    let span = range.upperBound - range.lowerBound
    return span > 0 && span.isFinite ? 1 / span : 0
  }
}
