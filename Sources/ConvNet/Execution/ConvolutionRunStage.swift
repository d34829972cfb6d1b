import KernelInterface

/// A convolution with the ReLU and the max pooling that follow it, where they do: an image's output rows are pooled while
/// they are still in the first cache, and only what is pooled goes to memory.
struct ConvolutionRunStage: Stage {
  let shape: ConvolutionShape
  /// Where kernel and bias begin in the model's parameters.
  let kernel: Int
  let bias: Int?
  let hasRelu: Bool
  /// The pooling at the end of the run.
  let pooled: SparsePooling?
  /// The kernels that the stage was made for: they decide how its buffers are laid out.
  let kernels: KernelSet

  var fused: ConvolutionKernels { kernels.fused }
  var inputCount: Int { shape.inputCount }
  var outputCount: Int { pooled?.pooling.outputCount ?? shape.outputCount }

  /// Chunks of the batch at most, each with a sum of gradients of its own.
  static let mostChunks = 16

  func chunks(_ context: StageContext) -> BatchChunks { BatchChunks(context.batch, most: Self.mostChunks) }

  /// Floats of one chunk's sum of gradients: the kernel's, then the bias's.
  var sumCount: Int { kernelSumCount + shape.outputChannels }

  /// Floats of one chunk's sum of kernel gradients.
  var kernelSumCount: Int {
    pooled.map { fused.kernelSumCount($0) } ?? shape.kernelCount
  }

  /// The convolution that takes the output's gradient back to the input, where that is a plain one: of stride 1, with the
  /// kernel turned over and its channels exchanged.
  var backwardShape: ConvolutionShape? {
    guard pooled == nil, shape.strideHeight == 1, shape.strideWidth == 1, shape.dilationHeight == 1,
      shape.dilationWidth == 1, shape.paddingTop < shape.kernelHeight, shape.paddingLeft < shape.kernelWidth
    else { return nil }
    var back = ConvolutionShape(
      input: (shape.outputHeight, shape.outputWidth, shape.outputChannels),
      output: (shape.inputHeight, shape.inputWidth, shape.inputChannels),
      kernel: (shape.kernelHeight, shape.kernelWidth))
    back.paddingTop = shape.kernelHeight - 1 - shape.paddingTop
    back.paddingLeft = shape.kernelWidth - 1 - shape.paddingLeft
    return back
  }

  /// The convolution, and the one back to the input, as they are computed.
  var convolution: PackedConvolution { PackedConvolution(shape, fused) }
  var backwardConvolution: PackedConvolution? { backwardShape.map { PackedConvolution($0, fused) } }

  // The workspace: the packed kernel, the kernel for the way back, the places of maxima (bytes), the chunks' sums.
  var packedCount: Int { convolution.kernelCount }
  var backwardKernelCount: Int {
    if pooled != nil { return fused.transposedCount(shape) }
    return backwardConvolution.map { $0.kernelCount + shape.kernelCount } ?? 0
  }
  func placeCount(batch: Int) -> Int { pooled == nil ? 0 : (batch * outputCount + 3) / 4 }

  func workspaceCount(batch: Int) -> Int {
    packedCount + backwardKernelCount + placeCount(batch: batch)
      + BatchChunks.roomCount(batch: batch, most: Self.mostChunks) * sumCount
  }

  func places(_ context: StageContext) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(context.workspace + packedCount + backwardKernelCount).assumingMemoryBound(to: UInt8.self)
  }

  func sums(_ context: StageContext) -> Writing {
    context.workspace + packedCount + backwardKernelCount + placeCount(batch: context.batch)
  }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    let convolution = convolution
    nonisolated(unsafe) let packed = Reading(context.workspace)
    convolution.pack(Reading(context.parameters + kernel), context.workspace)
    nonisolated(unsafe) let (input, output, places) = (input, output, places(context))
    nonisolated(unsafe) let bias = bias.map { Reading(context.parameters + $0) }
    let size = convolution.imagesAtOnce
    // Room for what is pooled at once: rows, or whole images.
    let rowCount = shape.outputWidth * shape.outputChannels
    let band = pooled.flatMap { convolution.windowRowsAtOnce($0.pooling) }
    let room =
      pooled.map { pair in band.map { $0 * pair.pooling.windowHeight * rowCount } ?? size * shape.outputCount } ?? 0
    context.pool.run(
      (context.batch + size - 1) / size, scratch: room + convolution.scratch
    ) { chunk, scratch in
      let first = chunk * size
      let count = min(size, context.batch - first)
      let (source, rest) = (input + first * inputCount, scratch + room)
      guard let pooling = pooled?.pooling else {
        return convolution.run(
          source, count: count, kernel: packed, bias: bias, relu: hasRelu, output + first * outputCount, rest)
      }
      func pool(_ window: Writing, image: Int, row: Int) {
        let place = image * outputCount + row * pooling.outputWidth * pooling.channels
        fused.poolRow(
          pooling, hasRelu, Reading(window), output + place, context.keepsForBackward ? places + place : nil)
      }
      if let band {
        let padded = convolution.pad(source, rest)
        for y in stride(from: 0, to: pooling.outputHeight, by: band) {
          let rows = min(band, pooling.outputHeight - y)
          let start = y * pooling.strideHeight
          let end = start + (rows - 1) * pooling.strideHeight + pooling.windowHeight
          convolution.rows(start..<end, of: padded, kernel: packed, bias: bias, relu: false, scratch, rest)
          for row in 0..<rows { pool(scratch + row * pooling.strideHeight * rowCount, image: first, row: y + row) }
        }
      } else {
        convolution.run(source, count: count, kernel: packed, bias: bias, relu: false, scratch, rest)
        for image in 0..<count {
          for y in 0..<pooling.outputHeight {
            pool(
              scratch + image * shape.outputCount + y * pooling.strideHeight * rowCount, image: first + image, row: y)
          }
        }
      }
    }
  }
}
