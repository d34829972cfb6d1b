/// A buffer that a kernel reads.
public typealias Reading = UnsafePointer<Float>
/// A buffer that a kernel writes.
public typealias Writing = UnsafeMutablePointer<Float>

/// The kernels of one instruction set, behind function pointers, so that no code of a wider set leaks into generic modules.
///
/// Each works on one thread; whoever calls divides the work. `scratch` is working space that nobody else uses meanwhile,
/// of the size that the function named beside it gives. Buffers never overlap unless the comment says so.
public struct KernelSet: Sendable {
  /// `baseline`, `avx2` or `avx512`.
  public var name: String

  /// C = op(A) · op(B), or C +=: `(shape, A, B, C, scratch)`, scratch of `matrixProductScratch(shape)` floats.
  public var matrixProduct: @Sendable (MatrixShape, Reading, Reading, Writing, Writing) -> Void
  /// Floats of scratch that `matrixProduct` needs for a shape, and for those of fewer rows or columns with the same strides.
  public var matrixProductScratch: @Sendable (MatrixShape) -> Int

  /// One image forward: `(shape, input [ih, iw, ic], kernel [kh, kw, ic/groups, oc], bias [oc] or nil, whether ReLU follows,
  /// output [oh, ow, oc], scratch)`.
  public var convolution: @Sendable (ConvolutionShape, Reading, Reading, Reading?, Bool, Writing, Writing) -> Void
  /// One image's input gradient: `(shape, outputGradient [oh, ow, oc], kernel, inputGradient [ih, iw, ic], scratch)`; the
  /// gradient is replaced.
  public var convolutionInputGradient: @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void
  /// One image's kernel gradient, added to what is there: `(shape, input, outputGradient, kernelGradient, scratch)`.
  public var convolutionKernelGradient: @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void
  /// Floats of scratch that any of the three convolution kernels needs.
  public var convolutionScratch: @Sendable (ConvolutionShape) -> Int

  /// The pieces of fused convolution stages.
  public var fused: ConvolutionKernels

  /// One image: `(shape, input, output, indices)`; the index is the maximum's place in its window, row by row, the first if
  /// several are equal; indices may be nil.
  public var maxPooling: @Sendable (PoolingShape, Reading, Writing, UnsafeMutablePointer<UInt16>?) -> Void
  /// One image: `(shape, outputGradient, indices, inputGradient)`; the gradient is replaced.
  public var maxPoolingGradient: @Sendable (PoolingShape, Reading, UnsafePointer<UInt16>, Writing) -> Void
  /// One image: `(shape, input, output)`; the mean is over the part of the window inside the image.
  public var averagePooling: @Sendable (PoolingShape, Reading, Writing) -> Void
  /// One image: `(shape, outputGradient, inputGradient)`; the gradient is replaced.
  public var averagePoolingGradient: @Sendable (PoolingShape, Reading, Writing) -> Void

  /// Adds a bias to each row: `(values [rows, columns], bias [columns] or nil, rows, columns, whether ReLU follows)`.
  public var addBias: @Sendable (Writing, Reading?, Int, Int, Bool) -> Void
  /// Adds the sum over rows to `sums`: `(values [rows, columns], rows, columns, sums [columns])`.
  public var addColumnSums: @Sendable (Reading, Int, Int, Writing) -> Void
  /// Where the ReLU's output is zero the gradient becomes zero: `(output, gradient, inputGradient, count)`; the last
  /// two may be the same buffer.
  public var reluGradient: @Sendable (Reading, Reading, Writing, Int) -> Void

  /// Softmax and cross-entropy of logits `[rows, columns]`: `(logits, labels [rows], rows, columns, scale,
  /// gradient [rows, columns] or nil, losses [rows])`; gradient = scale · (softmax - one-hot). Gradient may be the logits' buffer.
  public var softmaxCrossEntropy: @Sendable (Reading, UnsafePointer<Int32>, Int, Int, Float, Writing?, Writing) -> Void

  /// `(step, gradient, weights, mean, square, count)`: updates weights and both running means.
  public var adam: @Sendable (AdamStep, Reading, Writing, Writing, Writing, Int) -> Void
  /// Plain gradient descent: `(rate, gradient, weights, count)`.
  public var sgd: @Sendable (Float, Reading, Writing, Int) -> Void
  /// target += scale · source: `(scale, source, target, count)`.
  public var addScaled: @Sendable (Float, Reading, Writing, Int) -> Void

  /// Runs products and sums in registers alone, that many steps: what measures the machine's limit. Gives their sum.
  public var peakLoop: @Sendable (Int) -> Float
  /// Floating-point operations of a step of `peakLoop`.
  public var peakOperations: Int

  /// Puts the parts together.
  public init(
    name: String,
    matrixProduct: @escaping @Sendable (MatrixShape, Reading, Reading, Writing, Writing) -> Void,
    matrixProductScratch: @escaping @Sendable (MatrixShape) -> Int,
    convolution: @escaping @Sendable (ConvolutionShape, Reading, Reading, Reading?, Bool, Writing, Writing) -> Void,
    convolutionInputGradient: @escaping @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void,
    convolutionKernelGradient: @escaping @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void,
    convolutionScratch: @escaping @Sendable (ConvolutionShape) -> Int,
    fused: ConvolutionKernels,
    maxPooling: @escaping @Sendable (PoolingShape, Reading, Writing, UnsafeMutablePointer<UInt16>?) -> Void,
    maxPoolingGradient: @escaping @Sendable (PoolingShape, Reading, UnsafePointer<UInt16>, Writing) -> Void,
    averagePooling: @escaping @Sendable (PoolingShape, Reading, Writing) -> Void,
    averagePoolingGradient: @escaping @Sendable (PoolingShape, Reading, Writing) -> Void,
    addBias: @escaping @Sendable (Writing, Reading?, Int, Int, Bool) -> Void,
    addColumnSums: @escaping @Sendable (Reading, Int, Int, Writing) -> Void,
    reluGradient: @escaping @Sendable (Reading, Reading, Writing, Int) -> Void,
    softmaxCrossEntropy:
      @escaping @Sendable (Reading, UnsafePointer<Int32>, Int, Int, Float, Writing?, Writing) -> Void,
    adam: @escaping @Sendable (AdamStep, Reading, Writing, Writing, Writing, Int) -> Void,
    sgd: @escaping @Sendable (Float, Reading, Writing, Int) -> Void,
    addScaled: @escaping @Sendable (Float, Reading, Writing, Int) -> Void,
    peakLoop: @escaping @Sendable (Int) -> Float,
    peakOperations: Int
  ) {
    self.name = name
    self.matrixProduct = matrixProduct
    self.matrixProductScratch = matrixProductScratch
    self.convolution = convolution
    self.convolutionInputGradient = convolutionInputGradient
    self.convolutionKernelGradient = convolutionKernelGradient
    self.convolutionScratch = convolutionScratch
    self.fused = fused
    self.maxPooling = maxPooling
    self.maxPoolingGradient = maxPoolingGradient
    self.averagePooling = averagePooling
    self.averagePoolingGradient = averagePoolingGradient
    self.addBias = addBias
    self.addColumnSums = addColumnSums
    self.reluGradient = reluGradient
    self.softmaxCrossEntropy = softmaxCrossEntropy
    self.adam = adam
    self.sgd = sgd
    self.addScaled = addScaled
    self.peakLoop = peakLoop
    self.peakOperations = peakOperations
  }
}
