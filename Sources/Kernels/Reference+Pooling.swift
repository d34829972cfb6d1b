import KernelInterface

extension Reference {
  /// Calls `body(output index, place in the window, input index)` for every pixel of every window inside the image.
  @inline(__always)
  static func forEachPixel(_ s: PoolingShape, _ body: (Int, Int, Int) -> Void) {
    for y in 0..<s.outputHeight {
      for x in 0..<s.outputWidth {
        for wy in 0..<s.windowHeight {
          let row = y * s.strideHeight - s.paddingTop + wy
          if row < 0 || row >= s.inputHeight { continue }
          for wx in 0..<s.windowWidth {
            let column = x * s.strideWidth - s.paddingLeft + wx
            if column < 0 || column >= s.inputWidth { continue }
            let target = (y * s.outputWidth + x) * s.channels
            let source = (row * s.inputWidth + column) * s.channels
            for c in 0..<s.channels { body(target + c, wy * s.windowWidth + wx, source + c) }
          }
        }
      }
    }
  }

  /// As `KernelSet.maxPooling`.
  public static func maxPooling(
    _ shape: PoolingShape, _ input: Reading, _ output: Writing, _ indices: UnsafeMutablePointer<UInt16>?
  ) {
    output.update(repeating: -.infinity, count: shape.outputCount)
    indices?.update(repeating: 0, count: shape.outputCount)
    forEachPixel(shape) { target, place, source in
      // A NaN goes through, so that training notices it.
      if input[source] > output[target] || input[source].isNaN {
        output[target] = input[source]
        indices?[target] = UInt16(truncatingIfNeeded: place)
      }
    }
  }

  /// As `KernelSet.maxPoolingGradient`.
  public static func maxPoolingGradient(
    _ shape: PoolingShape, _ outputGradient: Reading, _ indices: UnsafePointer<UInt16>, _ inputGradient: Writing
  ) {
    inputGradient.update(repeating: 0, count: shape.inputCount)
    forEachPixel(shape) { target, place, source in
      if Int(indices[target]) == place { inputGradient[source] += outputGradient[target] }
    }
  }

  /// As `KernelSet.averagePooling`.
  public static func averagePooling(_ shape: PoolingShape, _ input: Reading, _ output: Writing) {
    output.update(repeating: 0, count: shape.outputCount)
    let sizes = windowSizes(shape)
    forEachPixel(shape) { target, _, source in output[target] += input[source] }
    for i in 0..<shape.outputCount { output[i] /= sizes(i / shape.channels) }
  }

  /// As `KernelSet.averagePoolingGradient`.
  public static func averagePoolingGradient(_ shape: PoolingShape, _ outputGradient: Reading, _ inputGradient: Writing)
  {
    inputGradient.update(repeating: 0, count: shape.inputCount)
    let sizes = windowSizes(shape)
    forEachPixel(shape) { target, _, source in
      inputGradient[source] += outputGradient[target] / sizes(target / shape.channels)
    }
  }

  /// The number of pixels inside the image, for the window with the given index.
  private static func windowSizes(_ s: PoolingShape) -> (Int) -> Float {
    return { window in
      let top = window / s.outputWidth * s.strideHeight - s.paddingTop
      let left = window % s.outputWidth * s.strideWidth - s.paddingLeft
      let rows = min(top + s.windowHeight, s.inputHeight) - max(top, 0)
      let columns = min(left + s.windowWidth, s.inputWidth) - max(left, 0)
      return Float(rows * columns)
    }
  }
}
