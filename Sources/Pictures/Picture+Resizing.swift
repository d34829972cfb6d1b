extension Picture {
  /// The picture in another size, by a triangle filter that is widened where the picture shrinks (Pillow's `BILINEAR`):
  /// rows and columns one after the other, each value the weighted mean of the pixels within reach, rounded once.
  public func resized(height newHeight: Int, width newWidth: Int) -> Picture {
    precondition(newHeight > 0 && newWidth > 0, "a picture has at least one pixel")
    guard (newHeight, newWidth) != (height, width) else { return self }
    let across = Self.weights(from: width, to: newWidth)
    let down = Self.weights(from: height, to: newHeight)
    var wide = [Float](repeating: 0, count: height * newWidth * channels)  // [height, newWidth, channels]
    for row in 0..<height {
      for (column, window) in across.enumerated() {
        for channel in 0..<channels {
          var sum: Float = 0
          for (place, weight) in window.weights.enumerated() {
            sum += weight * Float(pixels[(row * width + window.first + place) * channels + channel])
          }
          wide[(row * newWidth + column) * channels + channel] = sum
        }
      }
    }
    var result = [UInt8](repeating: 0, count: newHeight * newWidth * channels)
    let line = newWidth * channels
    for (row, window) in down.enumerated() {
      for value in 0..<line {
        var sum: Float = 0
        for (place, weight) in window.weights.enumerated() {
          sum += weight * wide[(window.first + place) * line + value]
        }
        result[row * line + value] = UInt8(Swift.min(Swift.max(sum.rounded(), 0), 255))
      }
    }
    return Picture(height: newHeight, width: newWidth, channels: channels, pixels: result)
  }

  /// For each new place, the first old one within reach and the weights from there on, which add up to 1.
  private static func weights(from old: Int, to new: Int) -> [(first: Int, weights: [Float])] {
    let scale = Double(old) / Double(new)
    let reach = Swift.max(scale, 1)
    return (0..<new).map { place in
      let centre = (Double(place) + 0.5) * scale
      let first = Swift.max(0, Int((centre - reach).rounded(.down)))
      let last = Swift.min(old - 1, Int((centre + reach).rounded(.up)))
      let raw = (first...last).map { Swift.max(0, 1 - abs(Double($0) + 0.5 - centre) / reach) }
      let sum = raw.reduce(0, +)
      return (first, raw.map { Float($0 / sum) })
    }
  }
}
