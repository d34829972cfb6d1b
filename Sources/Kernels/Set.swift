import KernelInterface

#if KERNELS_AVX512
  private let instructionSet = "avx512"
#elseif KERNELS_AVX2
  private let instructionSet = "avx2"
#else
  private let instructionSet = "baseline"
#endif

/// The kernels as this module was built.
public let kernelSet = KernelSet(
  name: instructionSet,
  matrixProduct: Reference.matrixProduct,
  matrixProductScratch: { _ in 0 },
  convolution: Reference.convolution,
  convolutionInputGradient: Reference.convolutionInputGradient,
  convolutionKernelGradient: Reference.convolutionKernelGradient,
  convolutionScratch: { _ in 0 },
  maxPooling: Reference.maxPooling,
  maxPoolingGradient: Reference.maxPoolingGradient,
  averagePooling: Reference.averagePooling,
  averagePoolingGradient: Reference.averagePoolingGradient,
  addBias: Reference.addBias,
  addColumnSums: Reference.addColumnSums,
  reluGradient: Reference.reluGradient,
  softmaxCrossEntropy: Reference.softmaxCrossEntropy,
  adam: Reference.adam,
  sgd: Reference.sgd,
  addScaled: Reference.addScaled
)
