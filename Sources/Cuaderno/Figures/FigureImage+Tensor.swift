import ConvNet
import LessonEvents

extension FigureImage {
  /// An image of a tensor `[height, width]`, `[height, width, 1]` or `[height, width, 3]`.
  ///
  /// - Throws: `FigureError.shape` for any other shape, `FigureError.notFinite` for NaN and infinity.
  init(_ tensor: Tensor, what: String, title: String = "", note: String = "") throws {
    let shape = tensor.shape
    let channels = shape.count == 2 ? 1 : shape.last ?? 0
    guard (2...3).contains(shape.count), [1, 3].contains(channels), tensor.count > 0 else {
      throw FigureError.shape(
        what: what, shape: shape, expected: "[height, width], [height, width, 1] or [height, width, 3]")
    }
    guard tensor.isFinite else { throw FigureError.notFinite(what: what) }
    self.init(
      height: shape[0], width: shape[1], channels: channels, values: tensor.values, title: title, note: note)
  }
}
