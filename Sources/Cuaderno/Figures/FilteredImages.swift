import ConvNet
import LessonEvents

/// An image beside what kernels make of it: original, then one result a kernel.
///
/// Results are drawn as they are, 0 black and 1 white: what a kernel takes outside is cut off, and the range that it
/// really had stands below it.
public struct FilteredImages: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Slides each kernel over the image (`correlate`, padding `.same`; over each channel of a colour image).
  ///
  /// - Parameters:
  ///   - original: `[height, width]`, `[height, width, 1]` or `[height, width, 3]`, in 0...1.
  ///   - kernels: each with its name, `[height, width]`.
  /// - Throws: `FigureError` for an image or a kernel of another shape.
  public init(_ original: Tensor, _ kernels: [(name: String, kernel: Tensor)]) throws {
    let results = try kernels.map { name, kernel in
      guard kernel.rank == 2 else {
        throw FigureError.shape(what: "kernel \(name)", shape: kernel.shape, expected: "[height, width]")
      }
      let image = try correlate(original, kernel: kernel, padding: .same)
      return Result(image: try Self.image(image, name: name), kernel: try kernel.rows())
    }
    try self.init(original: original, results: results)
  }

  /// Shows results that were computed before, as of several kernels one after another.
  ///
  /// - Throws: `FigureError` for an image of another shape.
  public init(_ original: Tensor, results: [(name: String, image: Tensor)]) throws {
    try self.init(
      original: original,
      results: results.map { Result(image: try Self.image($0.image, name: $0.name), kernel: []) })
  }

  private typealias Result = LessonEvents.FilteredImages.Result

  private init(original: Tensor, results: [Result]) throws {
    guard !results.isEmpty else { throw FigureError.empty(what: "filters") }
    content = .filtered(
      LessonEvents.FilteredImages(
        original: try FigureImage(
          original, what: "the image", title: localized(es: "Imagen original", en: "Original image")),
        results: results))
  }

  private static func image(_ image: Tensor, name: String) throws -> FigureImage {
    let range = NumberColumn([Double(image.min), Double(image.max)].map { ($0 * 100).rounded() / 100 })
    let note = "\(range.text(Double(image.min))) … \(range.text(Double(image.max)))"
    return try FigureImage(image, what: name, title: name, note: note)
  }
}

extension Tensor {
  /// The rows of a matrix.
  func rows() throws -> [[Float]] {
    guard rank == 2 else { throw FigureError.shape(what: "the matrix", shape: shape, expected: "[rows, columns]") }
    return (0..<shape[0]).map { row(at: $0) }
  }

  private func row(at index: Int) -> [Float] { Array(values[index * shape[1]..<(index + 1) * shape[1]]) }
}
