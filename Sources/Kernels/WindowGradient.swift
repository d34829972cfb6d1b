import KernelInterface

/// The kernel gradient of a convolution through max pooling of 2 × 2 and ReLU, for kernels with short rows.
///
/// Vectors run along filters; for each, a mask picks the one of the window's four pixels that its maximum came from, so that a
/// quarter of the products is left. (`SparseConvolution` follows each filter's list instead: better where a kernel row fills
/// vectors by itself.)
enum WindowGradient {
  /// Whether it is made for such a pair: the lists' vectors would be half empty.
  static func suits(_ s: SparsePooling) -> Bool {
    s.pooling.windowHeight == 2 && s.pooling.windowWidth == 2
      && s.convolution.strideHeight == 1 && s.convolution.strideWidth == 1
      && s.convolution.kernelWidth * s.convolution.inputChannels <= Swift.max(lanes * 3 / 4, 6)
      && s.convolution.outputChannels % lanes == 0
  }

  /// Floats of scratch: gradients and places of a vector of filters, a tile of sums, all places as numbers.
  static func scratch(_ s: SparsePooling) -> Int {
    listCount(s) + largestTileRows * lanes + s.pooling.outputCount
  }

  /// Floats of gradients and places of a vector of filters.
  private static func listCount(_ s: SparsePooling) -> Int {
    2 * s.pooling.outputHeight * s.pooling.outputWidth * lanes
  }

  private struct Task {
    /// The first window's first patch, at this task's values.
    var patches: Reading
    /// Floats between the patches of neighbouring windows, and of the rows of windows.
    var windowStep: Int
    var windowRowStep: Int
    /// Floats from a pixel to the next, and to the one below.
    var pixelStep: Int
    var rowStep: Int
    var windows: (rows: Int, columns: Int)
    /// For each window the filters' gradients, then their places.
    var gradients: Reading
    /// A tile of scratch.
    var sums: Writing
    /// Where the first filter's sum goes, and the floats from one filter's to the next's.
    var target: Writing
    var targetStep: Int
    /// Floats between a filter's sums of two kernel rows.
    var targetRow: Int
  }

  /// As `ConvolutionKernels.sparseKernelGradient`.
  static func run(_ s: SparsePooling, _ g: SparseKernelGradient) {
    let (c, p) = (s.convolution, s.pooling)
    let row = SparseConvolution.rowCount(c)
    let paddedRow = c.paddedWidth * c.inputChannels
    var task = Task(
      patches: g.padded, windowStep: p.strideWidth * c.inputChannels, windowRowStep: p.strideHeight * paddedRow,
      pixelStep: c.inputChannels, rowStep: paddedRow, windows: (p.outputHeight, p.outputWidth),
      gradients: Reading(g.scratch), sums: g.scratch + listCount(s), target: g.gradient,
      targetStep: c.kernelHeight * row, targetRow: row)
    let places = g.scratch + listCount(s) + largestTileRows * lanes
    for i in 0..<p.outputCount { places[i] = Float(g.places[i]) }
    for filter in stride(from: 0, to: c.outputChannels, by: lanes) {
      collect(s, g, Reading(places), filter)
      for ky in stride(from: 0, to: c.kernelHeight, by: 3) {
        for kx in stride(from: 0, to: c.kernelWidth, by: 3) {
          for channel in 0..<c.inputChannels {
            let k = kx * c.inputChannels + channel
            task.patches = g.padded + ky * paddedRow + k
            task.target = g.gradient + (filter * c.kernelHeight + ky) * row + k
            add(min(3, c.kernelHeight - ky), min(3, c.kernelWidth - kx), task)
          }
        }
      }
    }
  }

  /// Puts the gradients of some filters, 0 where ReLU stopped them, and their places (numbers, for masks of floats are made
  /// by one instruction) one after the other, and adds up the bias's gradient.
  private static func collect(_ s: SparsePooling, _ g: SparseKernelGradient, _ places: Reading, _ filter: Int) {
    let filters = s.convolution.outputChannels
    let dead = Vector(repeating: Float(SparsePooling.dead))
    var sum = load(g.biasGradient + filter)
    var target = g.scratch
    for window in 0..<s.pooling.outputHeight * s.pooling.outputWidth {
      let place = load(places + window * filters + filter)
      let gradient = load(g.outputGradient + window * filters + filter).replacing(with: 0, where: place .== dead)
      store(gradient, target)
      store(place, target + lanes)
      sum += gradient
      target += 2 * lanes
    }
    store(sum, g.biasGradient + filter)
  }

  /// Adds the gradients of at most 3 × 3 values of the kernel that share an input channel.
  @inline(never)
  private static func add(_ height: Int, _ width: Int, _ t: Task) {
    switch (height, width) {
    case (3, 3): add(Rows<3>(), Rows<3>(), t)
    case (3, 2): add(Rows<3>(), Rows<2>(), t)
    case (3, 1): add(Rows<3>(), Rows<1>(), t)
    case (2, 3): add(Rows<2>(), Rows<3>(), t)
    case (2, 2): add(Rows<2>(), Rows<2>(), t)
    case (2, 1): add(Rows<2>(), Rows<1>(), t)
    case (1, 3): add(Rows<1>(), Rows<3>(), t)
    case (1, 2): add(Rows<1>(), Rows<2>(), t)
    case (1, 1): add(Rows<1>(), Rows<1>(), t)
    default: preconditionFailure("at most 3 × 3 values")
    }
  }

  @inline(__always)
  private static func add<let H: Int, let W: Int>(_ height: Rows<H>, _ width: Rows<W>, _ t: Task) {
    var registers = Registers()
    registers.withPointer { add(height, width, t, $0) }
  }

  @inline(__always)
  private static func add<let H: Int, let W: Int>(
    _ height: Rows<H>, _ width: Rows<W>, _ t: Task, _ sums: UnsafeMutablePointer<Vector>
  ) {
    let (pixelStep, rowStep) = (t.pixelStep, t.rowStep)
    var gradients = t.gradients
    for y in 0..<t.windows.rows {
      var patch = t.patches + y * t.windowRowStep
      for _ in 0..<t.windows.columns {
        let (gradient, place) = (load(gradients), load(gradients + lanes))
        // Of two neighbours in a row the one where the maximum came from, then of two rows.
        let (isRight, isBelow) = (place .== 1 .| place .== 3, place .>= 2)
        let first = Trio(width, patch, pixelStep, isRight)
        let second = Trio(width, patch + rowStep, pixelStep, isRight)
        first.add(width, orBelow: second, isBelow, gradient, sums)
        if H > 1 {
          let third = Trio(width, patch + 2 * rowStep, pixelStep, isRight)
          second.add(width, orBelow: third, isBelow, gradient, sums + W)
          if H > 2 {
            let fourth = Trio(width, patch + 3 * rowStep, pixelStep, isRight)
            third.add(width, orBelow: fourth, isBelow, gradient, sums + 2 * W)
          }
        }
        patch += t.windowStep
        gradients += 2 * lanes
      }
    }
    // By way of memory: a lane with a number that the compiler does not know would keep the sums there.
    unrolled(height) { ky in
      unrolled(width) { kx in store(sums[ky * W + kx], t.sums + (ky * W + kx) * lanes) }
    }
    for ky in 0..<H {
      for kx in 0..<W {
        let (from, to) = (t.sums + (ky * W + kx) * lanes, t.target + ky * t.targetRow + kx * t.pixelStep)
        for lane in 0..<lanes { to[lane * t.targetStep] += from[lane] }
      }
    }
  }

  /// For neighbouring kernel columns the pixel of a window's row that the maximum may have come from.
  private struct Trio {
    var (a, b, c) = (Vector.zero, Vector.zero, Vector.zero)

    @inline(__always)
    init<let W: Int>(_: Rows<W>, _ row: Reading, _ step: Int, _ isRight: SIMDMask<Vector.MaskStorage>) {
      a = Vector(repeating: row.pointee).replacing(with: row[step], where: isRight)
      if W > 1 { b = Vector(repeating: row[step]).replacing(with: row[2 * step], where: isRight) }
      if W > 2 { c = Vector(repeating: row[2 * step]).replacing(with: row[3 * step], where: isRight) }
    }

    @inline(__always)
    func add<let W: Int>(
      _: Rows<W>, orBelow below: Trio, _ isBelow: SIMDMask<Vector.MaskStorage>, _ gradient: Vector,
      _ sums: UnsafeMutablePointer<Vector>
    ) {
      sums[0] = multiplyAdd(a.replacing(with: below.a, where: isBelow), gradient, sums[0])
      if W > 1 { sums[1] = multiplyAdd(b.replacing(with: below.b, where: isBelow), gradient, sums[1]) }
      if W > 2 { sums[2] = multiplyAdd(c.replacing(with: below.c, where: isBelow), gradient, sums[2]) }
    }
  }
}
