import KernelInterface

extension Winograd {
  /// Bᵀ d B of a tile's pixels, for all channels.
  @inline(never)
  static func transformPixels(
    _ corner: Reading, rowStep: Int, _ channels: Int, _ target: Writing, _ step: Int, _ buffer: Writing
  ) {
    for channel in stride(from: 0, to: channels, by: lanes) {
      for x in 0..<side {
        transformPixels(at: corner + channel + x * channels, rowStep, buffer + x * lanes, side * lanes)
      }
      for y in 0..<side {
        transformPixels(
          at: Reading(buffer + y * side * lanes), lanes, target + y * side * step + channel, step)
      }
    }
  }

  /// Bᵀ times six vectors, a step apart.
  @inline(__always)
  static func transformPixels(at source: Reading, _ step: Int, _ target: Writing, _ targetStep: Int) {
    transformPixels(
      load(source), load(source + step), load(source + 2 * step), load(source + 3 * step), load(source + 4 * step),
      load(source + 5 * step), target, targetStep)
  }

  /// Bᵀ times six values.
  @inline(__always)
  private static func transformPixels(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector, _ f: Vector, _ target: Writing, _ step: Int
  ) {
    let (minusNear2, minusFar2) = (Vector(repeating: -near2), Vector(repeating: -far2))
    let (minusSum, product) = (Vector(repeating: -near2 - far2), Vector(repeating: near2 * far2))
    let (nearEven, nearOdd) = (multiplyAdd(minusFar2, c, e), multiplyAdd(minusFar2, b, d) * near)
    let (farEven, farOdd) = (multiplyAdd(minusNear2, c, e), multiplyAdd(minusNear2, b, d) * far)
    store(multiplyAdd(product, a, multiplyAdd(minusSum, c, e)), target)
    store(nearEven + nearOdd, target + step)
    store(nearEven - nearOdd, target + 2 * step)
    store(farEven + farOdd, target + 3 * step)
    store(farEven - farOdd, target + 4 * step)
    store(multiplyAdd(product, b, multiplyAdd(minusSum, d, f)), target + 5 * step)
  }

  /// Aᵀ m A of a tile's products, with bias and ReLU, as far as it lies in the image.
  @inline(never)
  static func transformProducts(
    _ t: WinogradImages, _ products: Reading, _ output: Writing, height: Int, width: Int, _ buffer: Writing
  ) {
    let (channels, step) = (t.shape.outputChannels, outputStep(t.shape))
    for channel in stride(from: 0, to: channels, by: lanes) {
      transformProducts(
        at: products + channel, step, t.bias.map { load($0 + channel) } ?? .zero, t.relu, output + channel,
        rowStep: t.shape.outputWidth * channels, channels, height: height, width: width, buffer)
    }
  }

  /// Aᵀ m A of 36 vectors, `step` apart, with bias and ReLU; `rowStep` and `pixelStep` are those of the output.
  @inline(__always)
  static func transformProducts(
    at source: Reading, _ step: Int, _ bias: Vector, _ hasRelu: Bool, _ output: Writing, rowStep: Int, _ pixelStep: Int,
    height: Int, width: Int, _ buffer: Writing
  ) {
    for x in 0..<side { Four(row: source + x * step, side * step).write(buffer + x * lanes, side * lanes, 4) }
    for y in 0..<height {
      var four = Four(row: Reading(buffer + y * side * lanes), lanes)
      four.finish(bias, hasRelu)
      four.write(output + y * rowStep, pixelStep, width)
    }
  }

  /// Aᵀ times six values.
  struct Four {
    var a: Vector
    var b: Vector
    var c: Vector
    var d: Vector

    @inline(__always)
    init(_ m0: Vector, _ m1: Vector, _ m2: Vector, _ m3: Vector, _ m4: Vector, _ m5: Vector) {
      let (sum, difference, farSum, farDifference) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4)
      a = m0 + sum + farSum
      b = multiplyAdd(Vector(repeating: far), farDifference, difference * near)
      c = multiplyAdd(Vector(repeating: far2), farSum, sum * near2)
      d = multiplyAdd(
        Vector(repeating: far * far2), farDifference,
        multiplyAdd(Vector(repeating: near * near2), difference, m5))
    }

    /// Of six vectors, a step apart.
    @inline(__always)
    init(row: Reading, _ step: Int) {
      self.init(
        load(row), load(row + step), load(row + 2 * step), load(row + 3 * step), load(row + 4 * step),
        load(row + 5 * step))
    }

    @inline(__always)
    mutating func finish(_ bias: Vector, _ hasRelu: Bool) {
      (a, b, c, d) = (a + bias, b + bias, c + bias, d + bias)
      if hasRelu { (a, b, c, d) = (relu(a), relu(b), relu(c), relu(d)) }
    }

    @inline(__always)
    func write(_ target: Writing, _ step: Int, _ count: Int) {
      store(a, target)
      if count > 1 { store(b, target + step) }
      if count > 2 { store(c, target + 2 * step) }
      if count > 3 { store(d, target + 3 * step) }
    }
  }
}
