import Cuaderno
import LessonEvents
import Testing

@Suite("Class by class")
struct ClassByClassTests {
  private let digits = Dataset.digits(train: 20, test: 40, seed: 1)

  /// Whatever it sees, it says 3; its convolution passes the image on.
  private func stubborn() throws -> Sequential {
    let model = try Sequential(input: [28, 28, 1]) {
      Conv2D(2, kernelSize: 1)
      Flatten()
      Dense(10, activation: .softmax)
    }
    try model.setWeights([
      Tensor(shape: [1, 1, 1, 2], [1, 2]), Tensor([0, 0]), Tensor(shape: [1568, 10], repeating: 0),
      Tensor((0..<10).map { $0 == 3 ? 50 : 0 }),
    ])
    return model
  }

  private func sections(_ figure: ClassByClass) throws -> ClassSections {
    guard case .classes(let sections) = figure.content else { throw OtherContent() }
    return sections
  }

  private struct OtherContent: Error {}

  @Test("each class has its examples, its hits, its misses, and the maps of a recognised example")
  func sections() throws {
    let classes = try sections(ClassByClass(of: stubborn(), digits.test, count: 2))
    let labels = digits.test.labels
    #expect(classes.matrix.classNames == digits.test.classNames && classes.sections.count == 10)
    for (label, section) in classes.sections.enumerated() {
      let indices = labels.indices.filter { labels[$0] == label }
      #expect(section.examples.map(\.image.values) == indices.prefix(2).map { digits.test.images[$0].values })
      #expect(section.examples.allSatisfy { $0.label == label && $0.prediction == 3 && $0.confidence == 1 })
      #expect(section.hits.count == (label == 3 ? min(2, indices.count) : 0))
      #expect(section.misses.count == (label == 3 ? 0 : min(2, indices.count)))
      #expect(classes.matrix.counts[label][3] == indices.count)
      #expect((section.maps == nil) == (label != 3))
    }
    // All are equally sure: the median is the one in the middle of the data set's order.
    let threes = labels.indices.filter { labels[$0] == 3 }
    let typical = digits.test.images[threes[threes.count / 2]].values
    let maps = try #require(classes.sections[3].maps)
    #expect(maps.input?.values == typical && maps.layer == "conv2d_1" && maps.tiles.count == 2)
    #expect(maps.tiles[1].values == typical.map { 2 * $0 })
  }

  @Test("a model without convolution has sections without maps; a layer without maps is an error")
  func layers() throws {
    let dense = try Sequential(input: [28, 28, 1], seed: 1) {
      Flatten()
      Dense(10, activation: .softmax)
    }
    #expect(try sections(ClassByClass(of: dense, digits.test)).sections.allSatisfy { $0.maps == nil })
    #expect(throws: FigureError.noMaps(layer: "flatten_1", index: 1, outputShape: [1568])) {
      try ClassByClass(of: stubborn(), digits.test, layer: 1)
    }
    #expect(throws: FigureError.layerOutside(index: 9, layers: ["conv2d_1", "flatten_1", "dense_1"])) {
      try ClassByClass(of: stubborn(), digits.test, layer: 9)
    }
  }

  @Test("nothing to show and a model of other classes are errors")
  func misuse() throws {
    #expect(throws: FigureError.empty(what: "examples")) { try ClassByClass(of: stubborn(), digits.test, count: 0) }
    #expect(throws: FigureError.empty(what: "examples")) { try ClassByClass(of: stubborn(), digits.test.prefix(0)) }
    let two = try Sequential(input: [28, 28, 1]) {
      Flatten()
      Dense(2, activation: .softmax)
    }
    #expect(throws: FigureError.self) { try ClassByClass(of: two, digits.test) }
  }
}
