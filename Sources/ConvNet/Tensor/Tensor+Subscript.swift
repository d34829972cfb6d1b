extension Tensor {
  /// One number, by its index on every axis: `x[row, column]`.
  ///
  /// A wrong number of indices, or one outside its axis, stops the program with a message that names the shape, as
  /// an index outside an `Array` does.
  public subscript(indices: Int...) -> Float {
    get { values[position(indices)] }
    set { values[position(indices)] = newValue }
  }

  /// A run of the first axis: of a batch `[batch, …]`, some of its examples.
  ///
  /// A range outside the axis stops the program with a message that names the shape.
  public subscript(range: Range<Int>) -> Tensor {
    guard let length = shape.first, range.lowerBound >= 0, range.upperBound <= length else {
      stop(ConvNetError.rangeOutside(range, shape: shape))
    }
    let stride = shape.dropFirst().reduce(1, *)
    return Tensor(
      uncheckedShape: [range.count] + shape.dropFirst(),
      values: Array(values[range.lowerBound * stride..<range.upperBound * stride]))
  }

  /// One example of the first axis, without that axis: image `i` of a batch, row `i` of a matrix.
  ///
  /// An index outside the axis stops the program with a message that names the shape.
  public func row(_ index: Int) -> Tensor {
    guard let length = shape.first, (0..<length).contains(index) else {
      stop(ConvNetError.indexOutside([index], shape: shape))
    }
    let stride = shape.dropFirst().reduce(1, *)
    return Tensor(
      uncheckedShape: Array(shape.dropFirst()), values: Array(values[index * stride..<(index + 1) * stride]))
  }

  /// One channel of channels-last data: `[height, width]` of `[height, width, channels]`.
  ///
  /// An index outside the last axis stops the program with a message that names the shape.
  public func channel(_ index: Int) -> Tensor {
    guard let channels = shape.last, (0..<channels).contains(index) else {
      stop(ConvNetError.indexOutside([index], shape: shape))
    }
    return Tensor(
      uncheckedShape: Array(shape.dropLast()),
      values: stride(from: index, to: values.count, by: channels).map { values[$0] })
  }

  private func position(_ indices: [Int]) -> Int {
    guard indices.count == shape.count else { stop(ConvNetError.indexCount(indices.count, shape: shape)) }
    var position = 0
    for (index, length) in zip(indices, shape) {
      guard (0..<length).contains(index) else { stop(ConvNetError.indexOutside(indices, shape: shape)) }
      position = position * length + index
    }
    return position
  }
}
