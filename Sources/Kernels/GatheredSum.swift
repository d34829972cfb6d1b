import KernelInterface

/// A sum of vectors that lie at listed places, each times its value, kept in registers.
///
/// target[h, w] += Σᵢ values[i] · base[offsets[i] + h · rowStep + w · step], a vector for each place (h, w) of a kernel. Both sparse
/// gradients of a convolution are such sums: over the pixels that a filter's gradient reaches, and over the filters that reach
/// a pixel.
struct GatheredSum {
  var values: Reading
  var offsets: UnsafePointer<Int32>
  var count: Int
  var base: Reading
  /// Floats between neighbouring vectors of one place, and between its rows.
  var step: Int
  var rowStep = 0
  var target: Writing
  /// Floats between neighbouring vectors of the target, and between its rows.
  var targetStep: Int
  var targetRowStep = 0

  /// Vectors of a row that one sum keeps in registers.
  static let most = 12

  @inline(__always)
  private func sum<let H: Int, let W: Int>(_ height: Rows<H>, _ width: Rows<W>, step: Int) {
    var registers = Registers()
    registers.withPointer { sum(height, width, step: step, $0) }
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

  /// Sums the vectors of a kernel of 3 × 3.
  @inline(never)
  func runNine() {
    step == lanes ? sum(Rows<3>(), Rows<3>(), step: lanes) : sum(Rows<3>(), Rows<3>(), step: step)
  }

  /// Sums one row of `vectors` vectors, at most `most`.
  @inline(never)
  func run(_ vectors: Int) {
    let isContiguous = step == lanes
    let one = Rows<1>()
    switch vectors {
    case 1: sum(one, Rows<1>(), step: lanes)
    case 2: isContiguous ? sum(one, Rows<2>(), step: lanes) : sum(one, Rows<2>(), step: step)
    case 3: isContiguous ? sum(one, Rows<3>(), step: lanes) : sum(one, Rows<3>(), step: step)
    case 4: isContiguous ? sum(one, Rows<4>(), step: lanes) : sum(one, Rows<4>(), step: step)
    case 5: isContiguous ? sum(one, Rows<5>(), step: lanes) : sum(one, Rows<5>(), step: step)
    case 6: isContiguous ? sum(one, Rows<6>(), step: lanes) : sum(one, Rows<6>(), step: step)
    case 7: isContiguous ? sum(one, Rows<7>(), step: lanes) : sum(one, Rows<7>(), step: step)
    case 8: isContiguous ? sum(one, Rows<8>(), step: lanes) : sum(one, Rows<8>(), step: step)
    case 9: isContiguous ? sum(one, Rows<9>(), step: lanes) : sum(one, Rows<9>(), step: step)
    case 10: isContiguous ? sum(one, Rows<10>(), step: lanes) : sum(one, Rows<10>(), step: step)
    case 11: isContiguous ? sum(one, Rows<11>(), step: lanes) : sum(one, Rows<11>(), step: step)
    case 12: isContiguous ? sum(one, Rows<12>(), step: lanes) : sum(one, Rows<12>(), step: step)
    default: preconditionFailure("a gathered sum has at most \(Self.most) vectors")
    }
  }
}
