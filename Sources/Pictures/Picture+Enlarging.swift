extension Picture {
  /// The picture with each pixel as a square of `factor` × `factor`, edges kept sharp.
  public func enlarged(by factor: Int) -> Picture {
    precondition(factor > 0, "a whole factor of at least 1")
    guard factor > 1 else { return self }
    var result = [UInt8]()
    result.reserveCapacity(pixels.count * factor * factor)
    var line = [UInt8]()  // [width × factor, channels]
    for row in 0..<height {
      line.removeAll(keepingCapacity: true)
      for column in 0..<width {
        let first = (row * width + column) * channels
        for _ in 0..<factor { line.append(contentsOf: pixels[first..<first + channels]) }
      }
      for _ in 0..<factor { result.append(contentsOf: line) }
    }
    return Picture(height: height * factor, width: width * factor, channels: channels, pixels: result)
  }
}
