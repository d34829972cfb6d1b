internal import CPUFeatures
import Foundation
import KernelInterface
internal import Kernels

#if arch(x86_64)
  internal import KernelsAVX2
  internal import KernelsAVX512
#endif

/// The choice of kernels: the widest instruction set that the processor has, or the one that `CUADERNO_KERNELS` names.
package enum KernelSelection {
  /// Every set that this machine can run, the widest first.
  package static let available: [KernelSet] = {
    var sets: [KernelSet] = []
    #if arch(x86_64)
      if cpu_has_avx512() { sets.append(KernelsAVX512.kernelSet) }
      if cpu_has_avx2_fma() { sets.append(KernelsAVX2.kernelSet) }
    #endif
    sets.append(Kernels.kernelSet)
    return sets
  }()

  /// The set of that name, or the widest where the name is nil.
  package static func named(_ name: String?) throws(ExecutionError) -> KernelSet {
    guard let name, !name.isEmpty else { return available[0] }
    if let set = available.first(where: { $0.name == name }) { return set }
    throw .unknownKernels(name: name, available: available.map(\.name))
  }
}
