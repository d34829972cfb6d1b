import ConvNet

/// What a model says of each example of a data set.
package struct Answers {
  /// The true class of each example.
  package let labels: [Int]
  /// The predicted one.
  package let guesses: [Int]
  /// The score of the predicted class.
  package let sureness: [Float]

  /// Asks the model about every image.
  init(of model: Sequential, _ examples: LabeledImages) throws {
    try self.init(scores: model.predict(examples), labels: examples.labels, classes: examples.classNames.count)
  }

  /// Reads scores `[examples, classes]`, or `[examples, 1]` for the second of two classes as a sigmoid gives it.
  ///
  /// Throws `FigureError.shape` where the scores are of other classes.
  package init(scores: Tensor, labels: [Int], classes: Int) throws {
    self.labels = labels
    if classes == 2, scores.shape == [labels.count, 1] {
      let isSecond = scores.values.map { $0 > 0.5 }
      guesses = isSecond.map { $0 ? 1 : 0 }
      sureness = zip(scores.values, isSecond).map { $1 ? $0 : 1 - $0 }
      return
    }
    guard scores.shape == [labels.count, classes] else {
      throw FigureError.shape(
        what: "the model's output", shape: scores.shape, expected: "one score a class, [\(labels.count), \(classes)]")
    }
    let guesses = scores.argmax
    self.guesses = guesses
    sureness = guesses.indices.map { scores[$0, guesses[$0]] }
  }

  /// The same indices by falling score, equal ones in their order.
  package func surestFirst(_ indices: [Int]) -> [Int] {
    indices.sorted { (sureness[$1], $0) < (sureness[$0], $1) }
  }

  /// `[true][predicted]`
  func counts(classes: Int) -> [[Int]] {
    var counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for (label, guess) in zip(labels, guesses) { counts[label][guess] += 1 }
    return counts
  }
}
