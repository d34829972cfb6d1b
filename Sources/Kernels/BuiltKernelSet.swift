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
  matrixProduct: MatrixProduct.run,
  matrixProductScratch: MatrixProduct.scratch,
  convolution: Convolution.forward,
  convolutionInputGradient: Convolution.inputGradient,
  convolutionKernelGradient: { Convolution.kernelGradient($0, $1, $2, $3, scratch: $4) },
  convolutionScratch: Convolution.scratch,
  fused: ConvolutionKernels(
    panelCount: Convolution.panelCount,
    pack: Convolution.pack,
    paddedCount: Convolution.paddedCount,
    pad: Convolution.pad,
    edgeCount: largestTileRows * tileColumns,
    rows: { shape, rows in
      Convolution.rows(
        shape, rows.padded, rows.panels, rows.bias, rows.relu, first: rows.first, count: rows.count, rows.output,
        rows.edge)
    },
    kernelGradient: { Convolution.kernelGradient($0, $1, $2, $3, $4) },
    dense: ConvolutionDenseKernels(
      channelCount: ConvolutionDense.channelCount, imageCount: ConvolutionDense.imageCount, turn: ConvolutionDense.turn,
      forward: ConvolutionDense.forward, addUp: ConvolutionDense.addUp, backward: ConvolutionDense.backward,
      scratch: { ConvolutionDense.scratch($0, $1, batch: $2) }),
    winograd: WinogradKernels(
      suits: Winograd.suits, kernelCount: Winograd.kernelCount, pack: Winograd.pack,
      imagesAtOnce: Winograd.imagesAtOnce, scratch: Winograd.scratch, forward: Winograd.forward,
      rows: WinogradRowKernels(
        suits: WinogradRows.suits, frame: Winograd.whole, kernelCount: WinogradRows.kernelCount,
        pack: WinogradRows.pack, scratch: WinogradRows.scratch, run: WinogradRows.run)),
    poolRow: PoolRow.run,
    transposedCount: SparseConvolution.transposedCount,
    transpose: SparseConvolution.transpose,
    kernelSumCount: SparseConvolution.kernelSumCount,
    sparseKernelGradient: SparseConvolution.kernelGradient,
    arrangeKernelSums: SparseConvolution.arrangeKernelSums,
    sparseInputGradient: SparseConvolution.inputGradient,
    sparseScratch: SparseConvolution.scratch
  ),
  maxPooling: WindowPooling.maximum,
  maxPoolingGradient: WindowPooling.maximumGradient,
  averagePooling: WindowPooling.mean,
  averagePoolingGradient: WindowPooling.meanGradient,
  addBias: Elementwise.addBias,
  addColumnSums: Elementwise.addColumnSums,
  reluGradient: Elementwise.reluGradient,
  softmaxCrossEntropy: Reference.softmaxCrossEntropy,
  adam: Elementwise.adam,
  sgd: Elementwise.sgd,
  addScaled: Elementwise.addScaled,
  peakLoop: PeakLoop.run,
  peakOperations: PeakLoop.operations
)
