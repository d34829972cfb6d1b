import KernelInterface

/// A model's first convolution (with ReLU, where it follows) and the small dense layer that reads it flattened, as one.
///
/// The convolution's output is never whole in memory: a thread owns an output row of every image of the batch. On the way
/// back it computes the row again (cheaper than reading it from memory), and the gradients of the weights that this row has
/// in the dense layer are final at once, without sums over threads.
struct ConvolutionDenseStage: Stage {
  let shape: ConvolutionShape
  /// Where the convolution's kernel and bias begin in the model's parameters.
  let kernel: Int
  let bias: Int?
  let hasRelu: Bool
  /// Outputs of the dense layer, and where its kernel and bias begin.
  let outputs: Int
  let denseKernel: Int
  let denseBias: Int?
  /// The kernels that the stage was made for: they decide how its buffers are laid out.
  let kernels: KernelSet

  /// The most outputs of a dense layer that it is made for.
  static let mostOutputs = 32
  /// Images whose row is computed before it is used: together they stay in the second cache.
  static let imagesAtOnce = 14

  var fused: ConvolutionKernels { kernels.fused }
  var inputCount: Int { shape.inputCount }
  var outputCount: Int { outputs }
  /// Values of one output row of the convolution.
  var rowCount: Int { shape.outputWidth * shape.outputChannels }

  // The workspace: panels of the kernel, padded images (where there is padding), each row's part of the output or of the
  // convolution's gradients.
  var panelCount: Int { fused.panelCount(shape) }
  var paddedCount: Int { fused.paddedCount(shape) }
  func imagesCount(batch: Int) -> Int { shape.isPadded ? batch * paddedCount : 0 }
  var gradientCount: Int { shape.kernelCount + shape.outputChannels }

  func workspaceCount(batch: Int) -> Int {
    panelCount + imagesCount(batch: batch) + shape.outputHeight * max(batch * outputs, gradientCount)
  }

  func parts(_ context: StageContext) -> Writing {
    context.workspace + panelCount + imagesCount(batch: context.batch)
  }

  /// The images as the convolution reads them, and the floats from one to the next.
  func images(_ input: Reading, _ context: StageContext) -> (first: Reading, step: Int) {
    shape.isPadded ? (Reading(context.workspace + panelCount), paddedCount) : (input, inputCount)
  }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    let batch = context.batch
    nonisolated(unsafe) let workspace = context.workspace
    fused.pack(shape, Reading(context.parameters + kernel), workspace)
    if shape.isPadded {
      nonisolated(unsafe) let input = input
      context.pool.run(batch) { image in
        fused.pad(shape, input + image * inputCount, workspace + panelCount + image * paddedCount)
      }
    }
    nonisolated(unsafe) let images = images(input, context)
    nonisolated(unsafe) let parts = parts(context)
    let scratchCount = (outputs + Self.imagesAtOnce) * rowCount + fused.edgeCount
    context.pool.run(shape.outputHeight, scratch: scratchCount) { row, scratch in
      let transposed = scratch
      let values = transposed + outputs * rowCount
      transposeWeights(row, context, transposed)
      let part = parts + row * batch * outputs
      part.update(repeating: 0, count: batch * outputs)
      for first in stride(from: 0, to: batch, by: Self.imagesAtOnce) {
        let count = min(Self.imagesAtOnce, batch - first)
        convolve(row, images, first, count, context, values, edge: values + Self.imagesAtOnce * rowCount)
        let product = MatrixShape(rows: count, columns: outputs, depth: rowCount, transposeB: true)
        fused.dotProducts(product, Reading(values), Reading(transposed), part + first * outputs)
      }
    }
    for image in 0..<batch {
      for n in 0..<outputs {
        var sum = denseBias.map { context.parameters[$0 + n] } ?? 0
        for row in 0..<shape.outputHeight { sum += parts[(row * batch + image) * outputs + n] }
        output[image * outputs + n] = sum
      }
    }
  }

  /// The row of some images, `[count, ow, oc]`.
  func convolve(
    _ row: Int, _ images: (first: Reading, step: Int), _ first: Int, _ count: Int, _ context: StageContext,
    _ values: Writing, edge: Writing
  ) {
    for image in 0..<count {
      fused.rows(
        shape,
        ConvolutionRows(
          padded: images.first + (first + image) * images.step, panels: Reading(context.workspace),
          bias: bias.map { Reading(context.parameters + $0) }, relu: hasRelu, first: row, count: 1,
          output: values + image * rowCount, edge: edge))
    }
  }

  /// The dense weights `[rowCount, outputs]` of a row, as `[outputs, rowCount]`.
  func transposeWeights(_ row: Int, _ context: StageContext, _ transposed: Writing) {
    let weights = context.parameters + denseKernel + row * rowCount * outputs
    for k in 0..<rowCount {
      for n in 0..<outputs { transposed[n * rowCount + k] = weights[k * outputs + n] }
    }
  }
}
