/// A pooling layer over `[steps, channels]`: one number for each window and channel, with Keras's arguments.
public protocol Pooling1DLayer: Layer {
  /// A pooling along one axis, with everything said.
  init(poolSize: Int, strides: Int, padding: Padding, name: String?)
}

extension Pooling1DLayer {
  /// A pooling along one axis; strides are the window's length where none are given.
  public init(_ poolSize: Int = 2, strides: Int? = nil, padding: Padding = .valid, name: String? = nil) {
    self.init(poolSize: poolSize, strides: strides ?? poolSize, padding: padding, name: name)
  }
}

/// The greatest value of each window, as Keras's `MaxPooling1D`.
public struct MaxPooling1D: Pooling1DLayer {
  private let plan: PoolingPlan

  /// A pooling along one axis, with everything said.
  public init(poolSize: Int, strides: Int, padding: Padding, name: String?) {
    plan = PoolingPlan("MaxPooling1D", "max_pooling1d", .max, [poolSize], [strides], padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}

/// The least value of each window. Keras has none; it is −MaxPooling1D(−x).
public struct MinPooling1D: Pooling1DLayer {
  private let plan: PoolingPlan

  /// A pooling along one axis, with everything said.
  public init(poolSize: Int, strides: Int, padding: Padding, name: String?) {
    plan = PoolingPlan("MinPooling1D", "min_pooling1d", .min, [poolSize], [strides], padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}

/// The mean of each window, as Keras's `AveragePooling1D`.
public struct AveragePooling1D: Pooling1DLayer {
  private let plan: PoolingPlan

  /// A pooling along one axis, with everything said.
  public init(poolSize: Int, strides: Int, padding: Padding, name: String?) {
    plan = PoolingPlan(
      "AveragePooling1D", "average_pooling1d", .average, [poolSize], [strides], padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}
