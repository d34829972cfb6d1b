import KernelInterface

extension LayerOperation {
  /// The operation in its place in a model, for execution.
  ///
  /// - Parameters:
  ///   - layer: Index of its layer.
  ///   - input: Shape of one example's input.
  ///   - slots: Where its parameters lie, in order.
  ///   - seed: The model's seed.
  ///   - stream: A random stream of its own.
  func operation(
    layer: Int, input: [Int], slots: [ParameterSlot], seed: UInt64, stream: UInt64
  ) -> Operation {
    let count = input.reduce(1, *)
    switch self {
    case .convolution(let shape, let hasBias):
      let (kernel, bias) = (slots[0].offset, hasBias ? slots[1].offset : nil)
      return Operation(
        layer: layer, kind: .convolution(shape, kernel: kernel, bias: bias),
        stage: ConvolutionStage(shape: shape, kernel: kernel, bias: bias))
    case .dense(let geometry):
      let (kernel, bias) = (slots[0].offset, geometry.hasBias ? slots[1].offset : nil)
      return Operation(
        layer: layer, kind: .dense(inputs: geometry.inputs, outputs: geometry.outputs, kernel: kernel, bias: bias),
        stage: DenseRunStage(
          inputs: geometry.inputs, outputs: geometry.outputs, kernel: kernel, bias: bias, hasRelu: false))
    case .pooling(let kind, let shape):
      return Self.pooling(kind, shape, layer: layer)
    case .activation(.softmax):
      let classes = input.last ?? 1
      return Operation(layer: layer, kind: .other, stage: SoftmaxStage(rows: count / classes, classes: classes))
    case .activation(let function):
      return Operation(
        layer: layer, kind: function == .relu ? .relu : .other, stage: ActivationStage(function: function, count: count)
      )
    case .dropout(let rate):
      return Operation(
        layer: layer, kind: .other, stage: DropoutStage(rate: rate, count: count, seed: seed, stream: stream))
    case .batchNormalization(let geometry):
      let offsets = slots.map(\.offset)
      let statistics = offsets.count - 2
      return Operation(
        layer: layer, kind: .other,
        stage: BatchNormalizationStage(
          geometry: geometry, gamma: geometry.hasScale ? offsets[0] : nil,
          beta: geometry.hasCenter ? offsets[statistics - 1] : nil, movingMean: offsets[statistics],
          movingVariance: offsets[statistics + 1]))
    case .reshape:
      return Operation(layer: layer, kind: .reshape, stage: ReshapeStage(count: count))
    }
  }

  private static func pooling(_ kind: PoolingKind, _ shape: PoolingShape, layer: Int) -> Operation {
    switch kind {
    case .max where shape.windowHeight * shape.windowWidth <= MaxPoolingStage.largestWindow:
      Operation(layer: layer, kind: .maxPooling(shape), stage: MaxPoolingStage(shape: shape))
    case .max, .min:
      Operation(layer: layer, kind: .other, stage: WindowExtremeStage(shape: shape, isMinimum: kind == .min))
    case .average:
      Operation(layer: layer, kind: .other, stage: AveragePoolingStage(shape: shape))
    }
  }
}
