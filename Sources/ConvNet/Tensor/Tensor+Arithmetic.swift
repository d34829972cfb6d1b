extension Tensor {
  /// The least value; NaN where one is NaN, as NumPy's `min`, or where there are none.
  public var min: Float { values.contains(where: \.isNaN) ? .nan : values.min() ?? .nan }
  /// The greatest value; NaN where one is NaN, as NumPy's `max`, or where there are none.
  public var max: Float { values.contains(where: \.isNaN) ? .nan : values.max() ?? .nan }
  /// The sum, accumulated in double precision.
  public var sum: Float { Float(values.reduce(0.0) { $0 + Double($1) }) }
  /// The mean, accumulated in double precision; NaN where there are no values.
  public var mean: Float { Float(values.reduce(0.0) { $0 + Double($1) } / Double(values.count)) }
  /// Whether no value is NaN or infinite.
  public var isFinite: Bool { values.allSatisfy(\.isFinite) }

  /// Index of the greatest value along the last axis, one a row; the first of equals, and the first NaN before all, as NumPy's
  /// `argmax`.
  public var argmax: [Int] {
    guard let width = shape.last, width > 0 else { return [] }
    return stride(from: 0, to: values.count, by: width).map { start in
      (1..<width).reduce(0) { best, place in
        let (value, greatest) = (values[start + place], values[start + best])
        return value > greatest || (value.isNaN && !greatest.isNaN) ? place : best
      }
    }
  }

  /// Rows and columns exchanged: the first two axes, as needed to turn a kernel on its side.
  ///
  /// - Throws: ``ConvNetError/needsAxes(_:shape:)`` where there are fewer than two.
  public func transposed() throws -> Tensor {
    guard rank >= 2 else { throw ConvNetError.needsAxes(2, shape: shape) }
    let (rows, columns, inner) = (shape[0], shape[1], shape.dropFirst(2).reduce(1, *))
    var result: [Float] = []
    result.reserveCapacity(values.count)
    // Of no values there may be very many rows.
    for column in 0..<(values.isEmpty ? 0 : columns) {
      for row in 0..<rows {
        let start = (row * columns + column) * inner
        result += values[start..<start + inner]
      }
    }
    return Tensor(uncheckedShape: [columns, rows] + shape.dropFirst(2), values: result)
  }

  /// Each value through a function.
  public func map(_ transform: (Float) throws -> Float) rethrows -> Tensor {
    Tensor(uncheckedShape: shape, values: try values.map(transform))
  }

  /// Each value times a number.
  public static func * (tensor: Tensor, factor: Float) -> Tensor { tensor.map { $0 * factor } }
  /// Each value times a number.
  public static func * (factor: Float, tensor: Tensor) -> Tensor { tensor.map { $0 * factor } }
  /// Each value divided by a number.
  public static func / (tensor: Tensor, divisor: Float) -> Tensor { tensor.map { $0 / divisor } }
  /// A number added to each value.
  public static func + (tensor: Tensor, term: Float) -> Tensor { tensor.map { $0 + term } }
  /// A number taken from each value.
  public static func - (tensor: Tensor, term: Float) -> Tensor { tensor.map { $0 - term } }

  /// The values of two tensors of one shape added, each to its own.
  ///
  /// - Throws: ``ConvNetError/shapesDiffer(_:_:)``.
  public static func + (first: Tensor, second: Tensor) throws -> Tensor { try first.combined(with: second, +) }
  /// The values of the second taken from those of the first.
  ///
  /// - Throws: ``ConvNetError/shapesDiffer(_:_:)``.
  public static func - (first: Tensor, second: Tensor) throws -> Tensor { try first.combined(with: second, -) }
  /// The values multiplied, each with its own (no matrix product).
  ///
  /// - Throws: ``ConvNetError/shapesDiffer(_:_:)``.
  public static func * (first: Tensor, second: Tensor) throws -> Tensor { try first.combined(with: second, *) }

  private func combined(with other: Tensor, _ operation: (Float, Float) -> Float) throws -> Tensor {
    guard shape == other.shape else { throw ConvNetError.shapesDiffer(shape, other.shape) }
    return Tensor(uncheckedShape: shape, values: zip(values, other.values).map(operation))
  }

  /// Stacks tensors of one shape along a new first axis: images `[height, width, channels]` to a batch.
  ///
  /// - Throws: ``ConvNetError/shapesDiffer(_:_:)`` where shapes differ, ``ConvNetError/emptyData(what:)`` for none,
  ///   ``ConvNetError/invalidShape(_:)`` where they are more than can be counted.
  public static func stack(_ tensors: [Tensor]) throws -> Tensor {
    guard let first = tensors.first else { throw ConvNetError.emptyData(what: "tensors to stack") }
    for other in tensors where other.shape != first.shape {
      throw ConvNetError.shapesDiffer(first.shape, other.shape)
    }
    return try Tensor(shape: [tensors.count] + first.shape, tensors.flatMap(\.values))
  }
}
