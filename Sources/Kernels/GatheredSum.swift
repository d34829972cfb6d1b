import KernelInterface

/// A sum of rows of vectors that lie at listed places, each times its value, kept in registers.
///
/// target[h, w] += Σᵢ values[i] · base[offsets[i] + h · rowStep + w · lanes], rows h of neighbouring vectors w. Both sparse
/// gradients of a convolution are such sums: over the pixels that a filter's gradient reaches, and over the filters that reach
/// a pixel.
struct GatheredSum {
  var values: Reading
  var offsets: UnsafePointer<Int32>
  var count: Int
  var base: Reading
  /// Floats between rows of one place.
  var rowStep: Int
  var target: Writing
  /// Floats between rows of the target.
  var targetRowStep: Int
  /// Floats between neighbouring vectors of the target.
  var targetStep = lanes

  /// Vectors that stay in registers at once.
  private static let most = 12

  /// Sums so many rows of so many vectors: as few times through the list as registers allow.
  func run(rows: Int, vectors: Int) {
    if vectors == 1 { return runColumn(rows) }
    let rowsAtOnce = max(1, Self.most / vectors)
    if rows <= rowsAtOnce && vectors <= Self.most { return runSome(rows, vectors) }
    var part = self
    for row in stride(from: 0, to: rows, by: rowsAtOnce) {
      for first in stride(from: 0, to: vectors, by: Self.most) {
        part.base = base + row * rowStep + first * lanes
        part.target = target + row * targetRowStep + first * targetStep
        part.runSome(min(rowsAtOnce, rows - row), min(Self.most, vectors - first))
      }
    }
  }

  @inline(never)
  private func runSome(_ rows: Int, _ vectors: Int) {
    switch (rows, vectors) {
    case (1, 1): sum(Rows<1>(), Rows<1>())
    case (1, 2): sum(Rows<1>(), Rows<2>())
    case (1, 3): sum(Rows<1>(), Rows<3>())
    case (1, 4): sum(Rows<1>(), Rows<4>())
    case (1, 5): sum(Rows<1>(), Rows<5>())
    case (1, 6): sum(Rows<1>(), Rows<6>())
    case (1, 7): sum(Rows<1>(), Rows<7>())
    case (1, 8): sum(Rows<1>(), Rows<8>())
    case (1, 9): sum(Rows<1>(), Rows<9>())
    case (1, 10): sum(Rows<1>(), Rows<10>())
    case (1, 11): sum(Rows<1>(), Rows<11>())
    case (1, 12): sum(Rows<1>(), Rows<12>())
    case (2, 2): sum(Rows<2>(), Rows<2>())
    case (2, 3): sum(Rows<2>(), Rows<3>())
    case (2, 4): sum(Rows<2>(), Rows<4>())
    case (2, 5): sum(Rows<2>(), Rows<5>())
    case (2, 6): sum(Rows<2>(), Rows<6>())
    case (3, 2): sum(Rows<3>(), Rows<2>())
    case (3, 3): sum(Rows<3>(), Rows<3>())
    case (3, 4): sum(Rows<3>(), Rows<4>())
    case (4, 2): sum(Rows<4>(), Rows<2>())
    case (4, 3): sum(Rows<4>(), Rows<3>())
    case (5, 2): sum(Rows<5>(), Rows<2>())
    case (6, 2): sum(Rows<6>(), Rows<2>())
    default: preconditionFailure("a gathered sum has at most \(Self.most) vectors")
    }
  }

  /// Rows of one vector, as a row of vectors that lie a row apart.
  @inline(never)
  private func runColumn(_ rows: Int) {
    var part = self
    part.targetStep = targetRowStep
    for first in stride(from: 0, to: rows, by: Self.most) {
      (part.base, part.target) = (base + first * rowStep, target + first * targetRowStep)
      switch min(Self.most, rows - first) {
      case 1: part.sum(Rows<1>(), step: rowStep)
      case 2: part.sum(Rows<2>(), step: rowStep)
      case 3: part.sum(Rows<3>(), step: rowStep)
      case 4: part.sum(Rows<4>(), step: rowStep)
      case 5: part.sum(Rows<5>(), step: rowStep)
      case 6: part.sum(Rows<6>(), step: rowStep)
      case 7: part.sum(Rows<7>(), step: rowStep)
      case 8: part.sum(Rows<8>(), step: rowStep)
      case 9: part.sum(Rows<9>(), step: rowStep)
      case 10: part.sum(Rows<10>(), step: rowStep)
      case 11: part.sum(Rows<11>(), step: rowStep)
      default: part.sum(Rows<12>(), step: rowStep)
      }
    }
  }

  @inline(__always)
  private func sum<let H: Int, let W: Int>(_ height: Rows<H>, _ width: Rows<W>) {
    var registers = Registers()
    registers.withPointer { sum(height, width, step: lanes, $0) }
  }

  /// Of vectors that lie apart.
  @inline(__always)
  private func sum<let W: Int>(_ width: Rows<W>, step: Int) {
    var registers = Registers()
    registers.withPointer { sum(Rows<1>(), width, step: step, $0) }
  }

  @inline(__always)
  private func sum<let H: Int, let W: Int>(
    _ height: Rows<H>, _ width: Rows<W>, step: Int, _ sums: UnsafeMutablePointer<Vector>
  ) {
    let (target, targetStep, targetRowStep, rowStep) = (target, targetStep, targetRowStep, rowStep)
    for h in 0..<H {
      unrolled(width) { w in sums[h * W + w] = load(target + h * targetRowStep + w * targetStep) }
    }
    for i in 0..<count {
      let value = Vector(repeating: values[i])
      var row = base + Int(offsets[i])
      for h in 0..<H {
        unrolled(width) { w in sums[h * W + w] = multiplyAdd(value, load(row + w * step), sums[h * W + w]) }
        row += rowStep
      }
    }
    for h in 0..<H {
      unrolled(width) { w in store(sums[h * W + w], target + h * targetRowStep + w * targetStep) }
    }
  }
}
