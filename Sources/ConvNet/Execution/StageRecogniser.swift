import KernelInterface

/// Finds the runs of operations that have a fused stage.
enum StageRecogniser {
  /// One stage for each run of convolution, ReLU and max pooling and of dense and ReLU, and each other operation's own.
  static func stages(for operations: [Operation], kernels: KernelSet) -> [any Stage] {
    var stages: [any Stage] = []
    var rest = operations[...]
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

  private static func denseRun(_ operations: ArraySlice<Operation>) -> (any Stage, Int)? {
    guard case .dense(let inputs, let outputs, let kernel, let bias)? = operations.first?.kind else { return nil }
    var hasRelu = false
    if case .relu? = operations.dropFirst().first?.kind { hasRelu = true }
    let stage = DenseRunStage(inputs: inputs, outputs: outputs, kernel: kernel, bias: bias, hasRelu: hasRelu)
    return (stage, hasRelu ? 2 : 1)
  }
}
