import Cuaderno
import LessonEvents
import Testing

@Suite("Figures and tables of models")
struct ModelFigureTests {
  private struct OtherContent: Error {}

  /// Says class 1 where the first feature is greater than the second.
  private func comparison() throws -> Sequential {
    let model = try Sequential(input: [2]) { Dense(2, activation: .softmax) }
    try model.setWeights([Tensor([[-1, 1], [1, -1]]), Tensor([0, 0])])
    return model
  }

  @Test("activation maps are what the layer gives, one tile a filter, beside the image")
  func activationMaps() throws {
    let model = try Sequential(input: [4, 4, 1], seed: 3) {
      Conv2D(2, kernelSize: 1, activation: .relu)
      MaxPooling2D(2)
      Flatten()
    }
    try model.setWeights([Tensor(shape: [1, 1, 1, 2], [1, -1]), Tensor([0, 0.5])])
    let image = try Tensor(shape: [4, 4, 1], (0..<16).map { Float($0) / 16 })
    guard case .images(let grid) = try ActivationMaps(of: model, layer: 0, image: image).content else {
      throw OtherContent()
    }
    #expect(grid.tiles.map(\.values) == [image.values, image.values.map { max(0.5 - $0, 0) }])
    #expect(grid.input?.values == image.values && grid.layer == "conv2d_1" && grid.scale == .perTile)
    guard case .images(let pooled) = try ActivationMaps(of: model, layer: 1, image: image).content else {
      throw OtherContent()
    }
    #expect(pooled.tiles[0].values == [5, 7, 13, 15].map { $0 / 16 })
    #expect(throws: FigureError.noMaps(layer: "flatten_1", index: 2, outputShape: [8])) {
      try ActivationMaps(of: model, layer: 2, image: image)
    }
    guard case .images(let shared) = try ActivationMaps(of: model, layer: 0, image: image, scale: .shared).content
    else {
      throw OtherContent()
    }
    #expect(shared.scale == .shared && shared.tiles == grid.tiles)
    #expect(throws: FigureError.self) { try ActivationMaps(of: model, layer: 3, image: image) }
    #expect(throws: ConvNetError.self) { try ActivationMaps(of: model, layer: 0, image: Tensor([[1]])) }
  }

  @Test("a boundary gives each place the class that the model says, over the points and a margin")
  func decisionBoundary() throws {
    let points = try Tensor([[0, 0], [1, 2]])
    guard
      case .decisionBoundary(let plot) = try DecisionBoundary(
        of: comparison(), points: points, labels: [1, 0], classNames: ["no"], resolution: 12
      ).content
    else { throw OtherContent() }
    #expect(plot.xRange == [-0.1, 1.1] && plot.yRange == [-0.2, 2.2])
    #expect(plot.areas.count == 12 && plot.areas.allSatisfy { $0.count == 12 })
    #expect(plot.areas[0][11] == 1 && plot.areas[11][0] == 0)
    #expect(plot.points == [.init(x: 0, y: 0, label: 1), .init(x: 1, y: 2, label: 0)])
    #expect(plot.classNames == ["no", "1"])
    #expect(throws: FigureError.counts(what: "labels", count: 1, other: "points", otherCount: 2)) {
      try DecisionBoundary(of: comparison(), points: points, labels: [1])
    }
    #expect(throws: FigureError.notFinite(what: "the points")) {
      try DecisionBoundary(of: comparison(), points: Tensor([[.nan, 0]]), labels: [0])
    }
    let image = try Sequential(input: [2, 2, 1]) { Flatten() }
    #expect(throws: FigureError.features(expected: 2, inputShape: [2, 2, 1])) {
      try DecisionBoundary(of: image, points: points, labels: [1, 0])
    }
  }

  @Test("a regression line is what the model says along the feature")
  func regressionLine() throws {
    let model = try Sequential(input: [1]) { Dense(1) }
    try model.setWeights([Tensor([[2]]), Tensor([1])])
    guard case .regression(let plot) = try RegressionLine(of: model, x: [0, 4, 2], y: [1, 8, 5], samples: 3).content
    else { throw OtherContent() }
    #expect(plot.line == [[0, 1], [2, 5], [4, 9]])
    #expect(plot.points == [[0, 1], [4, 8], [2, 5]])
    #expect(
      try RegressionLine(of: model, x: Tensor([[0], [4], [2]]), y: Tensor([1, 8, 5]), samples: 3).content
        == .regression(plot))
    #expect(throws: FigureError.self) { try RegressionLine(of: model, x: Tensor([[0, 1]]), y: Tensor([1])) }
    #expect(throws: FigureError.empty(what: "examples")) { try RegressionLine(of: model, x: [], y: []) }
    #expect(throws: FigureError.self) { try RegressionLine(of: comparison(), x: [1], y: [1]) }
  }

  @Test("results are shown with accuracy, support and the figures of each class")
  func results() throws {
    let examples = try Examples(
      features: Tensor([[0, 1], [1, 0], [2, 0], [0, 3]]), labels: [0, 1, 0, 0], classNames: ["no", "yes"])
    let result = try comparison().evaluate(examples)
    guard case .metrics(let table) = try #require(Accuracies([("Train", result), ("Test", result)]).cellOutputs.first)
    else { throw OtherContent() }
    #expect(table.rows.map(\.name) == ["Train", "Test"] && table.perClass.isEmpty)
    #expect(table.rows[0].accuracy == 0.75 && table.rows[0].support == 4 && table.rows[0].loss == result.loss)
    guard case .metrics(let classes) = try #require(PerClass(result).cellOutputs.first) else { throw OtherContent() }
    #expect(classes.perClass.map(\.name) == ["no", "yes"] && classes.perClass.map(\.precision) == [1, 0.5])
    #expect(classes.perClass.map(\.support) == [3, 1] && classes.perClass[1].recall == 1)
    guard case .confusionMatrix(let matrix) = try #require(result.confusionMatrix.cellOutputs.first) else {
      throw OtherContent()
    }
    #expect(matrix.counts == [[2, 1], [0, 1]] && matrix.classNames == ["no", "yes"])
  }

  @Test("results of a regression are shown with its errors, not with an accuracy")
  func regressionResults() throws {
    let examples = try Examples(features: Tensor([[0], [2], [4]]), targets: Tensor([[1], [5], [11]]))
    let model = try Sequential(input: [1]) { Dense(1) }
    try model.setWeights([try Tensor([[2]]), try Tensor([1])])
    let result = try model.evaluate(examples)
    for shown in [result.cellOutputs, Accuracies([("Evaluation", result)]).cellOutputs, PerClass(result).cellOutputs] {
      guard case .table(let table) = try #require(shown.first) else { throw OtherContent() }
      #expect(table.header.dropFirst().prefix(3) == ["MSE", "MAE", "R²"])
      #expect(table.rows.map { $0.dropFirst().prefix(2) } == [["1.3333", "0.6667"]])
      #expect(table.rows[0].last == "3" && table.numberColumns == [1, 2, 3, 4, 5])
    }
  }

  @Test("a history keeps Keras's names and one value an epoch")
  func history() throws {
    let examples = try Examples(features: Tensor([[0, 1], [1, 0]]), labels: [0, 1])
    let history = try comparison().fit(examples, epochs: 3, validation: examples)
    guard case .history(let output) = try #require(history.cellOutputs.first) else { throw OtherContent() }
    #expect(output.series.map(\.name) == ["loss", "accuracy", "val_loss", "val_accuracy"])
    #expect(output.series.allSatisfy { $0.values.count == 3 })
  }

  @Test("a single output is the score of the second of two classes")
  func singleOutput() throws {
    let scores = try Tensor([[0.9], [0.2], [0.5], [0.6]])
    let answers = try Answers(scores: scores, labels: [1, 0, 1, 0], classes: 2)
    #expect(answers.guesses == [1, 0, 0, 1] && answers.sureness == [0.9, 0.8, 0.5, 0.6])
    #expect(answers.surestFirst([2, 3]) == [3, 2])
  }

  @Test("a model with more outputs than the data have classes is an error, and so is one with fewer")
  func otherClasses() throws {
    let digits = Dataset.digits(train: 20, test: 10, seed: 1)
    for outputs in [12, 1] {
      let model = try Sequential(input: [28, 28, 1]) {
        Flatten()
        Dense(outputs, activation: .sigmoid)
      }
      let expected = FigureError.shape(
        what: "the model's output", shape: [10, outputs], expected: "one score a class, [10, 10]")
      #expect(throws: expected) { try Misclassified(model, digits.test) }
      #expect(throws: expected) { try ClassByClass(of: model, digits.test) }
    }
  }

  @Test("the surest mistakes come first, with the true class and the one predicted")
  func misclassified() throws {
    let digits = Dataset.digits(train: 20, test: 10, seed: 1)
    let model = try Sequential(input: [28, 28, 1]) {
      Flatten()
      Dense(10, activation: .softmax)
    }
    // Whatever it sees, it says 3.
    try model.setWeights([
      Tensor(shape: [784, 10], repeating: 0), Tensor((0..<10).map { $0 == 3 ? 50 : 0 }),
    ])
    guard case .images(let grid) = try Misclassified(model, digits.test, count: 4).content else { throw OtherContent() }
    let wrong = digits.test.labels.filter { $0 != 3 }.prefix(4)
    #expect(grid.tiles.map(\.title) == wrong.map(String.init))
    #expect(grid.tiles.allSatisfy { $0.note == "→ 3 1.00" } && grid.kind == .misclassified)
    #expect(throws: FigureError.empty(what: "misclassified images")) {
      try Misclassified(model, digits.test, count: 0)
    }
    guard case .images(let gallery) = try Images(digits.train.prefix(3)).content else { throw OtherContent() }
    #expect(gallery.tiles.map(\.title) == digits.train.labels.prefix(3).map(String.init))
    #expect(gallery.tiles[2].values == digits.train.images[2].values)
  }

  @Test("a check on a drawn data set or on a part is not comparable")
  func comparable() {
    let digits = Dataset.digits(train: 20, test: 10)
    #expect(!digits.isComparable && !digits.train.isComparable && !digits.train.prefix(5).isComparable)
  }

  @Test("a matrix written out must have one row and one column a class")
  func writtenMatrix() throws {
    let matrix = try ConfusionMatrix(classNames: ["a", "b"], rows: [[3, 1], [0, 4]])
    #expect(matrix.counts == [[3, 1], [0, 4]] && matrix.perClass[0].recall == 0.75)
    for rows in [[[1, 2]], [[1], [2]], [[1, -1], [0, 1]], []] {
      #expect(throws: ConvNetError.self) { try ConfusionMatrix(classNames: ["a", "b"], rows: rows) }
    }
  }
}
