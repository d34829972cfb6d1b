import KernelInterface

/// What a model computes, one step after another: the form in which execution receives layers.
package enum LayerOperation: Sendable, Hashable {
  /// Parameters: kernel `[kh, kw, in / groups, out]`, then bias `[out]` where there is one.
  case convolution(ConvolutionShape, hasBias: Bool)
  /// Parameters: kernel `[in, out]`, then bias `[out]` where there is one.
  case dense(DenseGeometry)
  case pooling(PoolingKind, PoolingShape)
  case activation(ActivationFunction)
  /// Share of values set to zero while training; the others are scaled by 1 / (1 − rate).
  case dropout(rate: Float)
  /// Parameters: gamma, beta where there are, then moving mean, moving variance, each `[channels]`.
  case batchNormalization(BatchNormalizationGeometry)
  /// Another shape of the same values.
  case reshape

  /// Number of parameter tensors that it takes from its layer.
  package var parameterCount: Int {
    switch self {
    case .convolution(_, let hasBias): hasBias ? 2 : 1
    case .dense(let geometry): geometry.hasBias ? 2 : 1
    case .batchNormalization(let geometry): 2 + (geometry.hasScale ? 1 : 0) + (geometry.hasCenter ? 1 : 0)
    case .pooling, .activation, .dropout, .reshape: 0
    }
  }
}

/// A fully connected layer.
package struct DenseGeometry: Sendable, Hashable {
  package var inputs: Int
  package var outputs: Int
  package var hasBias: Bool
}

/// What a pooling takes from each window.
package enum PoolingKind: Sendable, Hashable {
  case max, min, average
}

/// Normalisation over all axes but the last.
package struct BatchNormalizationGeometry: Sendable, Hashable {
  /// Product of the axes before the channels.
  package var positions: Int
  package var channels: Int
  /// Share of the old moving statistics kept at each step.
  package var momentum: Float
  package var epsilon: Float
  package var hasScale: Bool
  package var hasCenter: Bool
}
