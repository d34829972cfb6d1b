import KernelInterface

#if KERNELS_AVX512
  private typealias Bytes = SIMD16<UInt8>
#elseif KERNELS_AVX2
  private typealias Bytes = SIMD8<UInt8>
#else
  private typealias Bytes = SIMD4<UInt8>
#endif

/// Max pooling of one row of windows, fresh from the convolution.
enum PoolRow {
  /// As `ConvolutionKernels.poolRow`.
  static func run(
    _ s: PoolingShape, _ isRelu: Bool, _ rows: Reading, _ output: Writing, _ places: UnsafeMutablePointer<UInt8>?
  ) {
    for x in 0..<s.outputWidth {
      let window = rows + x * s.strideWidth * s.channels
      let target = output + x * s.channels
      let targetPlaces = places.map { $0 + x * s.channels }
      if s.windowHeight == 2 && s.windowWidth == 2 {
        pool(s, isRelu, window, target, targetPlaces, height: 2, width: 2)
      } else {
        pool(s, isRelu, window, target, targetPlaces, height: s.windowHeight, width: s.windowWidth)
      }
    }
  }

  @inline(__always)
  private static func pool(
    _ s: PoolingShape, _ isRelu: Bool, _ window: Reading, _ target: Writing, _ places: UnsafeMutablePointer<UInt8>?,
    height: Int, width: Int
  ) {
    let row = s.inputWidth * s.channels
    Elementwise.forEach(s.channels) { c in
      var largest = load(window + c)
      var best = Vector.MaskStorage.zero
      for y in 0..<height {
        for x in 0..<width where x + y > 0 {
          let value = load(window + y * row + x * s.channels + c)
          let isLarger = value .> largest
          largest.replace(with: value, where: isLarger)
          best.replace(with: Int32(truncatingIfNeeded: y * width + x), where: isLarger)
        }
      }
      if isRelu {
        best.replace(with: Int32(SparsePooling.dead), where: largest .<= 0)
        largest = relu(largest)
      }
      store(largest, target + c)
      if let places {
        UnsafeMutableRawPointer(places + c).storeBytes(of: Bytes(truncatingIfNeeded: best), as: Bytes.self)
      }
    } scalar: { c in
      var largest = window[c]
      var best = 0
      for y in 0..<height {
        for x in 0..<width where window[y * row + x * s.channels + c] > largest {
          largest = window[y * row + x * s.channels + c]
          best = y * width + x
        }
      }
      let isDead = isRelu && largest <= 0
      target[c] = isDead ? 0 : largest
      places?[c] = isDead ? SparsePooling.dead : UInt8(truncatingIfNeeded: best)
    }
  }
}
