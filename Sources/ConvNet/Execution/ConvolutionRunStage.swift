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

  /// Parts of the batch, each with a sum of gradients of its own; they depend on the batch's size alone.
  static func chunks(batch: Int) -> (count: Int, size: Int) {
    let size = (batch + 15) / 16
    return ((batch + size - 1) / size, size)
  }

  /// Floats of one part's sum of kernel gradients, before that of the bias.
  var kernelSumCount: Int {
    pooled == nil ? shape.kernelCount : shape.outputChannels * transposedFilterCount
  }

  /// Floats of one filter in a transposed kernel.
  var transposedFilterCount: Int { shape.kernelHeight * fused.transposedRowCount(shape) }

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

  // The workspace: panels of the kernel, the kernel for the way back, the places of maxima (bytes), the parts' sums.
  var panelCount: Int { fused.panelCount(shape) }
  var backwardKernelCount: Int {
    if pooled != nil { return shape.outputChannels * transposedFilterCount }
    return backwardShape.map { fused.panelCount($0) + shape.kernelCount } ?? 0
  }
  func placeCount(batch: Int) -> Int { pooled == nil ? 0 : (batch * outputCount + 3) / 4 }

  func workspaceCount(batch: Int) -> Int {
    panelCount + backwardKernelCount + placeCount(batch: batch)
      + Self.chunks(batch: batch).count * (kernelSumCount + shape.outputChannels)
  }

  func places(_ context: StageContext) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(context.workspace + panelCount + backwardKernelCount).assumingMemoryBound(to: UInt8.self)
  }

  func sums(_ context: StageContext) -> Writing {
    context.workspace + panelCount + backwardKernelCount + placeCount(batch: context.batch)
  }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let panels = context.workspace
    fused.pack(shape, Reading(context.parameters + kernel), panels)
    let paddedCount = shape.isPadded ? fused.paddedCount(shape) : 0
    let rowCount = shape.outputWidth * shape.outputChannels
    let windowCount = (pooled?.pooling.windowHeight ?? 0) * rowCount
    nonisolated(unsafe) let (input, output, places) = (input, output, places(context))
    context.pool.run(context.batch, scratch: paddedCount + windowCount + fused.edgeCount) { image, scratch in
      let source = input + image * inputCount
      if shape.isPadded { fused.pad(shape, source, scratch) }
      let window = scratch + paddedCount
      var rows = ConvolutionRows(
        padded: shape.isPadded ? Reading(scratch) : source, panels: Reading(panels),
        bias: bias.map { Reading(context.parameters + $0) }, relu: hasRelu && pooled == nil, first: 0,
        count: shape.outputHeight, output: output + image * outputCount, edge: window + windowCount)
      guard let pooling = pooled?.pooling else { return fused.rows(shape, rows) }
      rows.count = pooling.windowHeight
      rows.output = window
      for y in 0..<pooling.outputHeight {
        rows.first = y * pooling.strideHeight
        fused.rows(shape, rows)
        let place = image * outputCount + y * pooling.outputWidth * pooling.channels
        fused.poolRow(
          pooling, hasRelu, Reading(window), output + place, context.keepsForBackward ? places + place : nil)
      }
    }
  }
}
