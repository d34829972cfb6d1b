import KernelInterface

/// What the planner knows about one operation of a built network: enough to recognise runs that have a fused stage.
package enum OperationKind: Sendable {
  /// A 2-D convolution; offsets of kernel and bias in the flat parameter buffer. A Conv1D is one of height 1.
  case convolution(ConvolutionShape, kernel: Int, bias: Int?)
  /// A dense layer: kernel `[inputs, outputs]`.
  case dense(inputs: Int, outputs: Int, kernel: Int, bias: Int?)
  /// max(0, x).
  case relu
  /// Maxima of windows.
  case maxPooling(PoolingShape)
  /// Only the shape changes (Flatten, Reshape): the values stay where they are.
  case reshape
  /// Anything else: it runs by its own stage.
  case other
}

/// One operation of a built network with the stage that computes it by itself. A layer gives one or more:
/// Conv2D with a ReLU gives a convolution and a relu.
package struct Operation: Sendable {
  /// The index of the layer it belongs to.
  package var layer: Int
  /// What the planner may recognise.
  package var kind: OperationKind
  /// The stage that computes this operation alone.
  package var stage: any Stage

  package init(layer: Int, kind: OperationKind, stage: any Stage) {
    self.layer = layer
    self.kind = kind
    self.stage = stage
  }
}
