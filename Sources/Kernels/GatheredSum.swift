import KernelInterface

/// A sum of vectors that lie at listed places, each times its value, kept in registers.
///
/// target[r] += Σ values[i] · base[offsets[i] + r · step], a vector for each r. Both sparse gradients of a convolution are such
/// sums: over the pixels that a filter's gradient reaches, and over the filters that reach a pixel.
struct GatheredSum {
  var offsets: UnsafePointer<Int32>
  var values: Reading
  var count: Int
  var base: Reading
  /// Floats between the vectors of one place.
  var step: Int
  var target: Writing
  /// Floats between the vectors of the target.
  var targetStep: Int

  /// Vectors that one sum keeps in registers.
  static let most = 12

  @inline(__always)
  private func sum<let R: Int>(_ rows: Rows<R>, step: Int) {
    var registers = Registers()
    registers.withPointer { sum(rows, step: step, $0) }
  }

  @inline(__always)
  private func sum<let R: Int>(_ rows: Rows<R>, step: Int, _ sums: UnsafeMutablePointer<Vector>) {
    let (target, targetStep) = (target, targetStep)
    unrolled(rows) { r in sums[r] = load(target + r * targetStep) }
    for i in 0..<count {
      let value = Vector(repeating: values[i])
      var source = base + Int(offsets[i])
      unrolled(rows) { r in
        sums[r] = multiplyAdd(value, load(source), sums[r])
        source += step
      }
    }
    unrolled(rows) { r in store(sums[r], target + r * targetStep) }
  }

  /// Sums `rows` vectors, at most `most`.
  @inline(never)
  func run(rows: Int) {
    let isContiguous = step == lanes
    switch rows {
    case 1: sum(Rows<1>(), step: lanes)
    case 2: isContiguous ? sum(Rows<2>(), step: lanes) : sum(Rows<2>(), step: step)
    case 3: isContiguous ? sum(Rows<3>(), step: lanes) : sum(Rows<3>(), step: step)
    case 4: isContiguous ? sum(Rows<4>(), step: lanes) : sum(Rows<4>(), step: step)
    case 5: isContiguous ? sum(Rows<5>(), step: lanes) : sum(Rows<5>(), step: step)
    case 6: isContiguous ? sum(Rows<6>(), step: lanes) : sum(Rows<6>(), step: step)
    case 7: isContiguous ? sum(Rows<7>(), step: lanes) : sum(Rows<7>(), step: step)
    case 8: isContiguous ? sum(Rows<8>(), step: lanes) : sum(Rows<8>(), step: step)
    case 9: isContiguous ? sum(Rows<9>(), step: lanes) : sum(Rows<9>(), step: step)
    case 10: isContiguous ? sum(Rows<10>(), step: lanes) : sum(Rows<10>(), step: step)
    case 11: isContiguous ? sum(Rows<11>(), step: lanes) : sum(Rows<11>(), step: step)
    case 12: isContiguous ? sum(Rows<12>(), step: lanes) : sum(Rows<12>(), step: step)
    default: preconditionFailure("a gathered sum has at most \(Self.most) vectors")
    }
  }
}
