import CPUFeatures
import KernelInterface
import Kernels
import TestSupport
import Testing

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// Every kernel set that this machine runs.
let kernelSets: [KernelSet] = {
  var sets = [Kernels.kernelSet]
  #if arch(x86_64)
    if cpu_has_avx2_fma() { sets.append(KernelsAVX2.kernelSet) }
    if cpu_has_avx512() { sets.append(KernelsAVX512.kernelSet) }
  #endif
  return sets
}()

/// The plain loops that the kernels are held against.
typealias Plain = Kernels.Reference

extension KernelSet: CustomTestStringConvertible {
  /// Name of the case among the tests.
  public var testDescription: String { name }
}

extension SplitMix {
  /// Numbers in -1...1.
  mutating func floats(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }
}

/// Expects the same values, within `tolerance` of the largest.
func expectClose(
  _ actual: [Float], _ expected: [Float], tolerance: Float = 1e-5, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, sourceLocation: sourceLocation)
  let scale = max(1, expected.map(abs).max() ?? 0)
  let worst = zip(actual, expected).map { abs($0 - $1) }.max() ?? 0
  let isFinite = actual.allSatisfy(\.isFinite)
  #expect(
    isFinite && worst <= tolerance * scale, "\(what): off by \(worst) of \(scale)", sourceLocation: sourceLocation)
}
