/// A pooling layer over `[height, width, channels]`: one number for each window and channel.
///
/// Keras's arguments: strides are the pool size where none are given; `same` padding does not enter the result.
public protocol Pooling2DLayer: Layer {
  /// A pooling with a window `(height, width)` and strides `(height, width)`, with everything said.
  init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding, name: String?)
}

extension Pooling2DLayer {
  /// A pooling with a square window; strides are the window's side where none are given.
  public init(_ poolSize: Int = 2, strides: Int? = nil, padding: Padding = .valid, name: String? = nil) {
    let stride = strides ?? poolSize
    self.init(poolSize: (poolSize, poolSize), strides: (stride, stride), padding: padding, name: name)
  }

  /// A pooling with a window `(height, width)`, and strides of the same size.
  public init(_ poolSize: (Int, Int), padding: Padding = .valid, name: String? = nil) {
    self.init(poolSize: poolSize, strides: poolSize, padding: padding, name: name)
  }

  /// A pooling with a window `(height, width)` and the same stride both ways.
  public init(_ poolSize: (Int, Int), strides: Int, padding: Padding = .valid, name: String? = nil) {
    self.init(poolSize: poolSize, strides: (strides, strides), padding: padding, name: name)
  }

  /// A pooling with a square window and strides `(height, width)`.
  public init(_ poolSize: Int, strides: (Int, Int), padding: Padding = .valid, name: String? = nil) {
    self.init(poolSize: (poolSize, poolSize), strides: strides, padding: padding, name: name)
  }

  /// A pooling with a window `(height, width)` and strides `(height, width)`.
  public init(_ poolSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid, name: String? = nil) {
    self.init(poolSize: poolSize, strides: strides, padding: padding, name: name)
  }
}

/// The greatest value of each window, as Keras's `MaxPooling2D`.
public struct MaxPooling2D: Pooling2DLayer {
  private let plan: PoolingPlan

  /// A pooling with a window `(height, width)` and strides `(height, width)`, with everything said.
  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding, name: String?) {
    plan = PoolingPlan("MaxPooling2D", "max_pooling2d", .max, poolSize, strides, padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}

/// The least value of each window. Keras has none; it is −MaxPooling2D(−x).
public struct MinPooling2D: Pooling2DLayer {
  private let plan: PoolingPlan

  /// A pooling with a window `(height, width)` and strides `(height, width)`, with everything said.
  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding, name: String?) {
    plan = PoolingPlan("MinPooling2D", "min_pooling2d", .min, poolSize, strides, padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}

/// The mean of each window (of the values inside the image), as Keras's `AveragePooling2D`.
public struct AveragePooling2D: Pooling2DLayer {
  private let plan: PoolingPlan

  /// A pooling with a window `(height, width)` and strides `(height, width)`, with everything said.
  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding, name: String?) {
    plan = PoolingPlan("AveragePooling2D", "average_pooling2d", .average, poolSize, strides, padding, name)
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription { try plan.describe(input: input) }
}
