/// Slides a kernel over a signal or an image and sums the products: what a convolutional layer computes.
///
/// One dimension: `x` is `[n]` with a kernel `[k]`, or `[n, channels]` with `[k, in, out]`.
/// Two dimensions: `x` is `[height, width]` with `[kh, kw]`; `[height, width, channels]` with `[kh, kw, in, out]` gives
/// `[height, width, out]`, with `[kh, kw, in]` (one filter) `[height, width]`, and with `[kh, kw]` the kernel goes over each
/// channel by itself. Sizes and zeros are those of TensorFlow (`tf.nn.convolution`).
///
/// - Parameters:
///   - x: The signal `[n]`, `[n, channels]`, or the image `[height, width]`, `[height, width, channels]`.
///   - kernel: The weights, of a shape that goes with `x`.
///   - stride: Steps between neighbouring outputs.
///   - padding: What stands around the edges.
///   - bias: One number an output channel, added to every sum.
/// - Throws: ``ConvNetError/kernelMismatch(input:kernel:)`` where the shapes do not go together,
///   ``ConvNetError/kernelTooLarge(input:kernel:)`` where the kernel does not fit once, ``ConvNetError/notPositive(name:value:)``.
public func correlate(
  _ x: Tensor, kernel: Tensor, stride: Int = 1, padding: Padding = .valid, bias: [Float]? = nil
) throws -> Tensor {
  try slide(x, kernel: kernel, stride: (stride, stride), padding: padding, bias: bias)
}

/// ``correlate(_:kernel:stride:padding:bias:)-(_,_,Int,_,_)`` with a stride of its own for each axis, `(height, width)`.
public func correlate(
  _ x: Tensor, kernel: Tensor, stride: (Int, Int), padding: Padding = .valid, bias: [Float]? = nil
) throws -> Tensor {
  try slide(x, kernel: kernel, stride: stride, padding: padding, bias: bias)
}

/// The convolution of mathematics: the kernel is flipped along its spatial axes, then slid as in
/// ``correlate(_:kernel:stride:padding:bias:)-(_,_,Int,_,_)``; shapes, sizes and errors are the same.
public func convolve(
  _ x: Tensor, kernel: Tensor, stride: Int = 1, padding: Padding = .valid, bias: [Float]? = nil
) throws -> Tensor {
  try convolve(x, kernel: kernel, stride: (stride, stride), padding: padding, bias: bias)
}

/// ``convolve(_:kernel:stride:padding:bias:)-(_,_,Int,_,_)`` with a stride of its own for each axis, `(height, width)`.
public func convolve(
  _ x: Tensor, kernel: Tensor, stride: (Int, Int), padding: Padding = .valid, bias: [Float]? = nil
) throws -> Tensor {
  let isOneDimensional = kernel.rank == 1 || (x.rank == 2 && kernel.rank == 3)
  let spatialAxes = isOneDimensional ? 1 : 2
  guard kernel.rank >= spatialAxes, kernel.count > 0 else {
    throw ConvNetError.kernelMismatch(input: x.shape, kernel: kernel.shape)
  }
  return try slide(
    x, kernel: flipped(kernel, spatialAxes: spatialAxes), stride: stride, padding: padding, bias: bias)
}

/// A kernel turned by half: reversed along its first axes. Reversing both axes together is reversing the positions.
private func flipped(_ kernel: Tensor, spatialAxes: Int) -> Tensor {
  let positions = kernel.shape.prefix(spatialAxes).reduce(1, *)
  let inner = kernel.shape.dropFirst(spatialAxes).reduce(1, *)
  let values = (0..<positions).reversed().flatMap { kernel.values[$0 * inner..<($0 + 1) * inner] }
  return Tensor(uncheckedShape: kernel.shape, values: values)
}

/// How the axes of an input and a kernel are read.
private struct CorrelationShape {
  var height = 1
  var width: Int
  var kernelHeight = 1
  var kernelWidth: Int
  /// Channels of the input.
  var channels = 1
  var outputs = 1
  /// Whether one kernel goes over each channel by itself.
  var isPerChannel = false

  init?(_ x: [Int], _ k: [Int]) {
    switch (x.count, k.count) {
    case (1, 1): (width, kernelWidth) = (x[0], k[0])
    case (2, 3):
      (width, channels, kernelWidth, outputs) = (x[0], x[1], k[0], k[2])
      guard k[1] == channels else { return nil }
    case (2, 2): (height, width, kernelHeight, kernelWidth) = (x[0], x[1], k[0], k[1])
    case (2, 4) where k[2] == 1:
      (height, width, kernelHeight, kernelWidth, outputs) = (x[0], x[1], k[0], k[1], k[3])
    case (3, 2):
      (height, width, channels, kernelHeight, kernelWidth) = (x[0], x[1], x[2], k[0], k[1])
      (outputs, isPerChannel) = (channels, true)
    case (3, 3) where k[2] == x[2]:
      (height, width, channels, kernelHeight, kernelWidth) = (x[0], x[1], x[2], k[0], k[1])
    case (3, 4) where k[2] == x[2]:
      (height, width, channels, kernelHeight, kernelWidth, outputs) = (x[0], x[1], x[2], k[0], k[1], k[3])
    default: return nil
    }
  }

  func outputShape(_ x: [Int], _ k: [Int], rows: Int, columns: Int) -> [Int] {
    switch (x.count, k.count) {
    case (1, 1): [columns]
    case (2, 3): [columns, outputs]
    case (2, 2), (3, 3): [rows, columns]
    default: [rows, columns, outputs]
    }
  }
}

private func slide(
  _ x: Tensor, kernel: Tensor, stride: (Int, Int), padding: Padding, bias: [Float]?
) throws -> Tensor {
  guard stride.0 > 0 else { throw ConvNetError.notPositive(name: "stride", value: stride.0) }
  guard stride.1 > 0 else { throw ConvNetError.notPositive(name: "stride", value: stride.1) }
  guard kernel.count > 0, let shape = CorrelationShape(x.shape, kernel.shape) else {
    throw ConvNetError.kernelMismatch(input: x.shape, kernel: kernel.shape)
  }
  if let bias, bias.count != shape.outputs {
    throw ConvNetError.biasCount(expected: shape.outputs, actual: bias.count)
  }
  let isSignal = kernel.rank == 1 || (x.rank == 2 && kernel.rank == 3)
  guard
    let rows = WindowAxis(
      input: shape.height, kernel: shape.kernelHeight, stride: isSignal ? 1 : stride.0, padding: padding),
    let columns = WindowAxis(input: shape.width, kernel: shape.kernelWidth, stride: stride.1, padding: padding)
  else { throw ConvNetError.kernelTooLarge(input: x.shape, kernel: kernel.shape) }

  let outputShape = shape.outputShape(x.shape, kernel.shape, rows: rows.output, columns: columns.output)
  guard x.count > 0, let count = Tensor.count(of: outputShape), count < Tensor.mostCount else {
    throw ConvNetError.invalidShape(outputShape)
  }
  var result: [Float] = []
  result.reserveCapacity(count)
  for row in 0..<rows.output {
    for column in 0..<columns.output {
      for output in 0..<shape.outputs {
        // Sums of a kernel are short; double precision makes them as exact as their inputs.
        var sum = Double(bias?[output] ?? 0)
        for tapRow in rows.taps(at: row) {
          for tapColumn in columns.taps(at: column) {
            let pixel = rows.source(row, tap: tapRow) * shape.width + columns.source(column, tap: tapColumn)
            let tap = tapRow * shape.kernelWidth + tapColumn
            if shape.isPerChannel {
              sum += Double(x.values[pixel * shape.channels + output]) * Double(kernel.values[tap])
            } else {
              for channel in 0..<shape.channels {
                let weight = kernel.values[(tap * shape.channels + channel) * shape.outputs + output]
                sum += Double(x.values[pixel * shape.channels + channel]) * Double(weight)
              }
            }
          }
        }
        result.append(Float(sum))
      }
    }
  }
  return Tensor(uncheckedShape: outputShape, values: result)
}
