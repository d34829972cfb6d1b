import ConvNet
import LessonEvents

/// A convolution worked out by hand: image, kernel and output as grids of numbers, and for each of some positions the
/// products and their sum.
public struct ConvolutionSteps: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Works out what `correlate` computes.
  ///
  /// - Parameters:
  ///   - image: `[height, width]` or `[height, width, channels]`.
  ///   - kernel: one filter: `[height, width]` or `[height, width, channels]`.
  ///   - bias: added to every sum.
  ///   - stride: rows and columns from one position to the next.
  ///   - padding: `.valid`, or `.same` with zeros around the image.
  ///   - positions: places of the output to work out, `(row, column)` from 0; empty for the first one.
  /// - Throws: `FigureError` for shapes that do not go together and for positions outside the output.
  public init(
    image: Tensor, kernel: Tensor, bias: Float = 0, stride: Int = 1, padding: Padding = .valid,
    positions: [(Int, Int)] = []
  ) throws {
    let (input, filter) = (try Self.volume(image, what: "the image"), try Self.volume(kernel, what: "the kernel"))
    guard input.shape[2] == filter.shape[2] else {
      throw FigureError.shape(what: "the kernel", shape: kernel.shape, expected: "[height, width, \(input.shape[2])]")
    }
    let sums = try correlate(input, kernel: filter, stride: stride, padding: padding).map { $0 + bias }
    guard
      let rows = WindowAxis(input: input.shape[0], kernel: filter.shape[0], stride: stride, padding: padding),
      let columns = WindowAxis(input: input.shape[1], kernel: filter.shape[1], stride: stride, padding: padding)
    else { throw ConvNetError.kernelTooLarge(input: image.shape, kernel: kernel.shape) }
    let chosen = positions.isEmpty ? [(0, 0)] : positions
    for (row, column) in chosen where !(0..<rows.output).contains(row) || !(0..<columns.output).contains(column) {
      throw FigureError.positionOutside(row: row, column: column, output: sums.shape)
    }
    content = .walkthrough(
      ConvolutionWalkthrough(
        input: Self.channels(input, rows: rows, columns: columns),
        padding: [rows.before, rows.after, columns.before, columns.after],
        kernel: Self.channels(filter), bias: bias, stride: [stride, stride], output: try sums.rows(),
        positions: chosen.map { [$0.0, $0.1] }))
  }

  private static func volume(_ tensor: Tensor, what: String) throws -> Tensor {
    guard (2...3).contains(tensor.rank), tensor.count > 0 else {
      throw FigureError.shape(what: what, shape: tensor.shape, expected: "[height, width] or [height, width, channels]")
    }
    return tensor.rank == 3 ? tensor : try tensor.reshaped(tensor.shape + [1])
  }

  /// `[channel][row][column]`, with the zeros of the padding where axes are given.
  private static func channels(_ volume: Tensor, rows: WindowAxis? = nil, columns: WindowAxis? = nil) -> [[[Float]]] {
    let (top, bottom) = (rows?.before ?? 0, rows?.after ?? 0)
    let (left, right) = (columns?.before ?? 0, columns?.after ?? 0)
    let (height, width) = (volume.shape[0], volume.shape[1])
    return (0..<volume.shape[2]).map { channel in
      (-top..<height + bottom).map { row in
        (-left..<width + right).map { column in
          (0..<height).contains(row) && (0..<width).contains(column) ? volume[row, column, channel] : 0
        }
      }
    }
  }
}
