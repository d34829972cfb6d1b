import ConvNet
import LessonEvents

/// A section for each class of a data set: examples, what the model recognises and what it does not, what it confuses the
/// class with, and the activation maps of a typical example.
public struct ClassByClass: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Asks the model about every image.
  ///
  /// The typical example of a class is the recognised one of median confidence.
  ///
  /// - Parameters:
  ///   - model: the model that is asked.
  ///   - examples: images with their true labels.
  ///   - count: how many examples, hits and misses of each class are drawn at most.
  ///   - layer: index of the layer whose maps are drawn, counted from 0; `nil` takes the first `Conv2D`, and draws no
  ///     maps where there is none.
  /// - Throws: `FigureError` where there are no examples, no such layer or it gives no maps, `ConvNetError` where the
  ///   images do not fit the model.
  public init(of model: Sequential, _ examples: LabeledImages, count: Int = 4, layer: Int? = nil) throws {
    guard examples.count > 0, count > 0 else { throw FigureError.empty(what: "examples") }
    let answers = try Answers(of: model, examples)
    let mapped = layer ?? model.summary.layers.firstIndex { $0.type == "Conv2D" }
    let sections = try examples.classNames.indices.map { label in
      try Self.section(label, of: answers, examples, count: count) { image in
        try mapped.map { try ImageGrid(mapsOf: model, layer: $0, image: image) }
      }
    }
    let matrix = try ConfusionMatrix(
      classNames: examples.classNames, rows: answers.counts(classes: examples.classNames.count))
    content = .classes(ClassSections(matrix: ConfusionMatrixOutput(matrix), sections: sections))
  }

  private static func section(
    _ label: Int, of answers: Answers, _ examples: LabeledImages, count: Int, maps: (Tensor) throws -> ImageGrid?
  ) throws -> ClassSections.Section {
    func drawn(_ indices: some Collection<Int>) throws -> [ClassifiedImage] {
      try indices.prefix(count).map { index in
        ClassifiedImage(
          image: try FigureImage(examples.images[index], what: "the image"), label: label,
          prediction: answers.guesses[index], confidence: Confidence.of(answers.sureness[index]))
      }
    }
    let all = answers.labels.indices.filter { answers.labels[$0] == label }
    let hits = answers.surestFirst(all.filter { answers.guesses[$0] == label })
    let misses = answers.surestFirst(all.filter { answers.guesses[$0] != label })
    return ClassSections.Section(
      examples: try drawn(all), hits: try drawn(hits), misses: try drawn(misses),
      maps: hits.isEmpty ? nil : try maps(examples.images[hits[hits.count / 2]]))
  }
}
