import KernelInterface

/// Maxima and means of windows of any shape, by themselves: vectors run along channels.
enum WindowPooling {
  /// As `KernelSet.maxPooling`.
  static func maximum(_ s: PoolingShape, _ input: Reading, _ output: Writing, _ places: UnsafeMutablePointer<UInt16>?) {
    forEachWindow(s) { window in
      Elementwise.forEach(s.channels) { c in
        var (largest, best) = (Vector(repeating: -.infinity), Numbers.zero)
        window.forEachPixel { place, pixel in
          let value = load(input + pixel + c)
          let isTaken = isTaken(value, after: largest)
          largest.replace(with: value, where: isTaken)
          best.replace(with: Int32(truncatingIfNeeded: place), where: isTaken)
        }
        store(largest, output + window.target + c)
        guard let places else { return }
        UnsafeMutableRawPointer(places + window.target + c).storeBytes(of: words(best), as: PlaceWords.self)
      } scalar: { c in
        var (largest, best) = (-Float.infinity, 0)
        window.forEachPixel { place, pixel in
          let value = input[pixel + c]
          if value > largest || value.isNaN { (largest, best) = (value, place) }
        }
        output[window.target + c] = largest
        places?[window.target + c] = UInt16(truncatingIfNeeded: best)
      }
    }
  }

  /// As `KernelSet.maxPoolingGradient`.
  static func maximumGradient(
    _ s: PoolingShape, _ outputGradient: Reading, _ places: UnsafePointer<UInt16>, _ inputGradient: Writing
  ) {
    inputGradient.update(repeating: 0, count: s.inputCount)
    forEachWindow(s) { window in
      Elementwise.forEach(s.channels) { c in
        let gradient = load(outputGradient + window.target + c)
        let best = numbers(UnsafeRawPointer(places + window.target + c).loadUnaligned(as: PlaceWords.self))
        window.forEachPixel { place, pixel in
          let isOther = best .!= Numbers(repeating: Int32(truncatingIfNeeded: place))
          let target = inputGradient + pixel + c
          store(load(target) + gradient.replacing(with: 0, where: isOther), target)
        }
      } scalar: { c in
        let best = Int(places[window.target + c])
        window.forEachPixel { place, pixel in
          if place == best { inputGradient[pixel + c] += outputGradient[window.target + c] }
        }
      }
    }
  }

  /// As `KernelSet.averagePooling`.
  static func mean(_ s: PoolingShape, _ input: Reading, _ output: Writing) {
    forEachWindow(s) { window in
      let size = Float(window.count)
      Elementwise.forEach(s.channels) { c in
        var sum = Vector.zero
        window.forEachPixel { _, pixel in sum += load(input + pixel + c) }
        store(sum / size, output + window.target + c)
      } scalar: { c in
        var sum: Float = 0
        window.forEachPixel { _, pixel in sum += input[pixel + c] }
        output[window.target + c] = sum / size
      }
    }
  }

  /// As `KernelSet.averagePoolingGradient`.
  static func meanGradient(_ s: PoolingShape, _ outputGradient: Reading, _ inputGradient: Writing) {
    inputGradient.update(repeating: 0, count: s.inputCount)
    forEachWindow(s) { window in
      let size = Float(window.count)
      Elementwise.forEach(s.channels) { c in
        let gradient = load(outputGradient + window.target + c) / size
        window.forEachPixel { _, pixel in
          store(load(inputGradient + pixel + c) + gradient, inputGradient + pixel + c)
        }
      } scalar: { c in
        let gradient = outputGradient[window.target + c] / size
        window.forEachPixel { _, pixel in inputGradient[pixel + c] += gradient }
      }
    }
  }

  /// The part of a window that lies in the image.
  private struct Window {
    /// Where its output's channels begin.
    var target: Int
    /// Where its first pixel's channels begin or, outside the image, would begin.
    var origin: Int
    /// Its rows and columns in the image.
    var rows: Range<Int>
    var columns: Range<Int>
    /// Places from row to row, floats from row to row and from pixel to pixel.
    var width: Int
    var rowStep: Int
    var pixelStep: Int

    var count: Int { rows.count * columns.count }

    /// Calls `body(place in the window, where the pixel's channels begin)`.
    @inline(__always)
    func forEachPixel(_ body: (Int, Int) -> Void) {
      for y in rows {
        for x in columns { body(y * width + x, origin + y * rowStep + x * pixelStep) }
      }
    }
  }

  @inline(__always)
  private static func forEachWindow(_ s: PoolingShape, _ body: (Window) -> Void) {
    for y in 0..<s.outputHeight {
      let top = y * s.strideHeight - s.paddingTop
      for x in 0..<s.outputWidth {
        let left = x * s.strideWidth - s.paddingLeft
        body(
          Window(
            target: (y * s.outputWidth + x) * s.channels, origin: (top * s.inputWidth + left) * s.channels,
            rows: max(0, -top)..<min(s.windowHeight, s.inputHeight - top),
            columns: max(0, -left)..<min(s.windowWidth, s.inputWidth - left), width: s.windowWidth,
            rowStep: s.inputWidth * s.channels, pixelStep: s.channels))
      }
    }
  }
}

/// Whether a value is the largest of a window so far: a NaN goes through, so that training notices it.
@inline(__always)
func isTaken(_ value: Vector, after largest: Vector) -> SIMDMask<Vector.MaskStorage> {
  (value .> largest) .| (value .!= value)
}
