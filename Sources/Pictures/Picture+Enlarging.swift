extension Picture {
  /// The picture with each pixel as a square of `factor` × `factor`, edges kept sharp.
  public func enlarged(by factor: Int) -> Picture {
    precondition(factor > 0, "a whole factor of at least 1")
    guard factor > 1 else { return self }
    let line = width * factor * channels
    let enlarged = [UInt8](unsafeUninitializedCapacity: line * height * factor) { result, count in
      pixels.withUnsafeBufferPointer { pixels in
        for row in 0..<height {
          let first = row * factor * line
          var target = first
          for source in stride(from: row * width * channels, to: (row + 1) * width * channels, by: channels) {
            for _ in 0..<factor {
              for channel in 0..<channels { result[target + channel] = pixels[source + channel] }
              target += channels
            }
          }
          let wide = UnsafeBufferPointer(rebasing: result[first..<first + line])
          for copy in 1..<factor {
            let place = first + copy * line
            _ = UnsafeMutableBufferPointer(rebasing: result[place..<place + line]).update(from: wide)
          }
        }
      }
      count = line * height * factor
    }
    return Picture(height: height * factor, width: width * factor, channels: channels, pixels: enlarged)
  }
}
