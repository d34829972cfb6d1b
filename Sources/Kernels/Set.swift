import KernelInterface

#if KERNELS_AVX512
  private let instructionSet = "avx512"
#elseif KERNELS_AVX2
  private let instructionSet = "avx2"
#else
  private let instructionSet = "baseline"
#endif

/// The kernels as this module was built.
public let kernelSet = KernelSet(name: instructionSet)
