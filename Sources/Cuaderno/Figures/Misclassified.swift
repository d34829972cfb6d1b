import ConvNet
import LessonEvents

/// Images that a model takes for another class, the surest mistakes first, with the true class, the predicted one and
/// how sure the model is of it.
public struct Misclassified: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Asks the model about every image.
  ///
  /// - Parameters:
  ///   - model: the model that is asked.
  ///   - examples: images with their true labels.
  ///   - count: how many to draw at most.
  ///   - columns: tiles a row; the report chooses where there is none.
  /// - Throws: `FigureError` where every image is recognised or the model's output is not one of the classes,
  ///   `ConvNetError` where the images do not fit the model.
  public init(_ model: Sequential, _ examples: LabeledImages, count: Int = 16, columns: Int? = nil) throws {
    let answers = try Answers(of: model, examples)
    let (names, labels, guesses) = (examples.classNames, answers.labels, answers.guesses)
    let mistakes = answers.surestFirst(guesses.indices.filter { guesses[$0] != labels[$0] })
    guard !mistakes.isEmpty, count > 0 else { throw FigureError.empty(what: "misclassified images") }
    let tiles = try mistakes.prefix(count).map { example in
      let sureness = Confidence.of(answers.sureness[example]).map { " \(Confidence.text($0))" } ?? ""
      return try FigureImage(
        examples.images[example], what: "the image", title: names[labels[example]],
        note: "→ \(names[guesses[example]])\(sureness)")
    }
    content = .images(ImageGrid(kind: .misclassified, tiles: tiles, columns: columns, scale: .unit))
  }
}
