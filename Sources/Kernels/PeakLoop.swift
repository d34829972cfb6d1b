import KernelInterface

/// Products and sums in registers alone: what the processor can do at most.
enum PeakLoop {
  /// Independent sums: enough to hide the instruction's latency on two pipes.
  private static let sums = 12

  /// As `KernelSet.peakLoop`.
  @inline(never)
  static func run(_ steps: Int) -> Float {
    var registers = Registers()
    var total = Vector.zero
    registers.withPointer { sums in
      // Numbers that stay in range: each sum goes towards 1.
      let (factor, summand) = (Vector(repeating: 0.5), Vector(repeating: 0.5))
      unrolled(Rows<12>()) { sums[$0] = Vector(repeating: Float($0)) }
      for _ in 0..<steps {
        unrolled(Rows<12>()) { sums[$0] = multiplyAdd(sums[$0], factor, summand) }
      }
      unrolled(Rows<12>()) { total += sums[$0] }
    }
    return total.sum()
  }

  /// Floating-point operations of a step.
  static var operations: Int { 2 * sums * lanes }
}
