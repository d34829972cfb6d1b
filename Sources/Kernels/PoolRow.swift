import KernelInterface

/// Max pooling of one row of windows, fresh from the convolution.
enum PoolRow {
  /// As `ConvolutionKernels.poolRow`.
  static func run(
    _ s: PoolingShape, _ isRelu: Bool, _ rows: Reading, _ output: Writing, _ places: UnsafeMutablePointer<UInt8>?
  ) {
    for x in 0..<s.outputWidth {
      let window = rows + x * s.strideWidth * s.channels
      let target = output + x * s.channels
      if s.windowHeight == 2 && s.windowWidth == 2 {
        poolFour(s, isRelu, window, target, places.map { $0 + x * s.channels })
      } else {
        pool(s, isRelu, window, target, places.map { $0 + x * s.channels })
      }
    }
  }

  /// The window of almost every network, without loops.
  @inline(__always)
  private static func poolFour(
    _ s: PoolingShape, _ isRelu: Bool, _ window: Reading, _ target: Writing, _ places: UnsafeMutablePointer<UInt8>?
  ) {
    let channels = s.channels
    let below = window + s.inputWidth * channels
    Elementwise.forEach(channels) { c in
      var largest = load(window + c)
      var best = Numbers.zero
      func consider(_ value: Vector, _ place: Int32) {
        let isTaken = isTaken(value, after: largest)
        largest.replace(with: value, where: isTaken)
        best.replace(with: place, where: isTaken)
      }
      consider(load(window + channels + c), 1)
      consider(load(below + c), 2)
      consider(load(below + channels + c), 3)
      finish(isRelu, largest, best, target + c, places.map { $0 + c })
    } scalar: { c in
      poolOne(s, isRelu, window, target, places, c)
    }
  }

  private static func pool(
    _ s: PoolingShape, _ isRelu: Bool, _ window: Reading, _ target: Writing, _ places: UnsafeMutablePointer<UInt8>?
  ) {
    let row = s.inputWidth * s.channels
    Elementwise.forEach(s.channels) { c in
      var largest = load(window + c)
      var best = Numbers.zero
      for y in 0..<s.windowHeight {
        for x in 0..<s.windowWidth where x + y > 0 {
          let value = load(window + y * row + x * s.channels + c)
          let isTaken = isTaken(value, after: largest)
          largest.replace(with: value, where: isTaken)
          best.replace(with: Int32(truncatingIfNeeded: y * s.windowWidth + x), where: isTaken)
        }
      }
      finish(isRelu, largest, best, target + c, places.map { $0 + c })
    } scalar: { c in
      poolOne(s, isRelu, window, target, places, c)
    }
  }

  @inline(__always)
  private static func finish(
    _ isRelu: Bool, _ largest: Vector, _ place: Numbers, _ target: Writing,
    _ places: UnsafeMutablePointer<UInt8>?
  ) {
    store(isRelu ? relu(largest) : largest, target)
    guard let places else { return }
    let best = isRelu ? place.replacing(with: Int32(SparsePooling.dead), where: largest .<= 0) : place
    UnsafeMutableRawPointer(places).storeBytes(of: narrowed(best), as: PlaceBytes.self)
  }

  @inline(__always)
  private static func poolOne(
    _ s: PoolingShape, _ isRelu: Bool, _ window: Reading, _ target: Writing, _ places: UnsafeMutablePointer<UInt8>?,
    _ c: Int
  ) {
    let row = s.inputWidth * s.channels
    var largest = window[c]
    var best = 0
    for y in 0..<s.windowHeight {
      for x in 0..<s.windowWidth {
        let value = window[y * row + x * s.channels + c]
        if value > largest || value.isNaN { (largest, best) = (value, y * s.windowWidth + x) }
      }
    }
    let isDead = isRelu && largest <= 0
    target[c] = isDead ? 0 : largest
    places?[c] = isDead ? SparsePooling.dead : UInt8(truncatingIfNeeded: best)
  }
}
