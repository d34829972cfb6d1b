import KernelInterface

/// Finds the runs of operations that have a fused stage.
enum StageRecogniser {
  /// One stage for each run of convolution, ReLU and max pooling and of dense and ReLU, and each other operation's own;
  /// none for a change of shape, which leaves the values where they are.
  ///
  /// - Parameter givesInputGradient: Whether the gradient of the model's input will be asked for.
  static func stages(
    for operations: [Operation], givesInputGradient: Bool, kernels: KernelSet
  ) -> [any Stage] {
    var stages: [any Stage] = []
    // A model of nothing but changes of shape keeps one, to have an output.
    let moving = operations.filter { if case .reshape = $0.kind { false } else { true } }
    var rest = moving.isEmpty ? operations.suffix(1) : moving[...]
    if !givesInputGradient, let (stage, length) = convolutionAndDense(rest, kernels) {
      stages.append(stage)
      rest = rest.dropFirst(length)
    }
    while let first = rest.first {
      if let (stage, length) = convolutionRun(rest, kernels) ?? denseRun(rest) {
        stages.append(stage)
        rest = rest.dropFirst(length)
      } else {
        stages.append(first.stage)
        rest = rest.dropFirst()
      }
    }
    return stages
  }

  private static func convolutionRun(
    _ operations: ArraySlice<Operation>, _ kernels: KernelSet
  ) -> (any Stage, Int)? {
    var rest = operations
    guard case .convolution(let shape, let kernel, let bias)? = rest.popFirst()?.kind, shape.groups == 1 else {
      return nil
    }
    var hasRelu = false
    if case .relu? = rest.first?.kind {
      hasRelu = true
      rest.removeFirst()
    }
    var pooled: SparsePooling?
    if case .maxPooling(let pooling)? = rest.first?.kind, let pair = SparsePooling(shape, pooling) {
      pooled = pair
      rest.removeFirst()
    }
    let stage = ConvolutionRunStage(
      shape: shape, kernel: kernel, bias: bias, hasRelu: hasRelu, pooled: pooled, kernels: kernels)
    return (stage, operations.count - rest.count)
  }

  /// Products of a convolution's value that are cheaper to compute once more than to keep in memory.
  private static let mostProducts = 128
  /// Output rows that are enough for all threads, each of which owns some.
  private static let fewestRows = 8

  /// A convolution of few products at the beginning, with many output rows, read by a small dense layer.
  private static func convolutionAndDense(
    _ operations: ArraySlice<Operation>, _ kernels: KernelSet
  ) -> (any Stage, Int)? {
    var rest = operations
    guard case .convolution(let shape, let kernel, let bias)? = rest.popFirst()?.kind, shape.groups == 1,
      shape.kernelHeight * shape.kernelWidth * shape.inputChannels <= mostProducts, shape.outputHeight >= fewestRows
    else { return nil }
    var hasRelu = false
    if case .relu? = rest.first?.kind {
      hasRelu = true
      rest.removeFirst()
    }
    guard case .dense(let inputs, let outputs, let denseKernel, let denseBias)? = rest.popFirst()?.kind,
      inputs == shape.outputCount, outputs <= ConvolutionDenseStage.mostOutputs
    else { return nil }
    let stage = ConvolutionDenseStage(
      shape: shape, kernel: kernel, bias: bias, hasRelu: hasRelu, outputs: outputs, denseKernel: denseKernel,
      denseBias: denseBias, kernels: kernels)
    return (stage, operations.count - rest.count)
  }

  private static func denseRun(_ operations: ArraySlice<Operation>) -> (any Stage, Int)? {
    guard case .dense(let inputs, let outputs, let kernel, let bias)? = operations.first?.kind else { return nil }
    var hasRelu = false
    if case .relu? = operations.dropFirst().first?.kind { hasRelu = true }
    let stage = DenseRunStage(inputs: inputs, outputs: outputs, kernel: kernel, bias: bias, hasRelu: hasRelu)
    return (stage, hasRelu ? 2 : 1)
  }
}
