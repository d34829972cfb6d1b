import Cuaderno
import LessonEvents
import Testing

@Suite("Figures of images and filters")
struct FigureTests {
  private struct OtherContent: Error {}

  private func grid(_ figure: some Figure) throws -> ImageGrid {
    guard case .images(let grid) = figure.content else { throw OtherContent() }
    return grid
  }

  @Test("filtered images keep the size, name the range and carry the kernel")
  func filtered() throws {
    let image = try Tensor(shape: [3, 3, 1], [0, 0, 0, 0, 1, 0, 0, 0, 0])
    let edges = try Tensor([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
    guard case .filtered(let figure) = try FilteredImages(image, [("Edges", edges)]).content else {
      throw OtherContent()
    }
    let result = try #require(figure.results.first)
    #expect(result.image.values == [-1, -1, -1, -1, 8, -1, -1, -1, -1])
    #expect(result.image.title == "Edges" && result.image.note == "-1 … 8")
    #expect(result.kernel == [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
    #expect(figure.original.values == image.values)
  }

  @Test("colour images are filtered channel by channel")
  func colour() throws {
    let image = try Tensor(shape: [2, 2, 3], (0..<12).map { Float($0) / 12 })
    let identity = try Tensor([[1]])
    guard case .filtered(let figure) = try FilteredImages(image, [("same", identity)]).content else {
      throw OtherContent()
    }
    #expect(figure.results.first?.image.values == image.values)
    #expect(figure.results.first?.image.channels == 3)
  }

  @Test("images stand in the order given, with their titles")
  func images() throws {
    let figure = try grid(Images([Tensor([[0, 1]]), Tensor([[1, 0]])], titles: ["a", "b"], columns: 2))
    #expect(figure.tiles.map(\.title) == ["a", "b"] && figure.tiles.map(\.values) == [[0, 1], [1, 0]])
    #expect(figure.scale == .unit && figure.columns == 2 && figure.kind == .images)
  }

  @Test("one tile a filter; kernels over three channels are in colour, over others one channel is chosen")
  func filters() throws {
    let model = try Sequential(input: [8, 8, 3], seed: 1) {
      Conv2D(5, kernelSize: 3)
      Conv2D(2, kernelSize: (1, 2))
      Flatten()
    }
    let first = try grid(FilterGrid(of: model, layer: 0))
    #expect(first.tiles.count == 5 && first.layer == "conv2d_1" && first.scale == .shared)
    #expect(first.tiles.allSatisfy { $0.channels == 3 && $0.height == 3 && $0.width == 3 })
    let kernel = try model.weights(ofLayer: 0)[0]
    #expect(first.tiles[4].values[5] == kernel[0, 1, 2, 4])

    let second = try grid(FilterGrid(of: model, layer: 1, channel: 3))
    let narrow = try model.weights(ofLayer: 1)[0]
    #expect(
      second.tiles.map(\.values) == [
        [narrow[0, 0, 3, 0], narrow[0, 1, 3, 0]], [narrow[0, 0, 3, 1], narrow[0, 1, 3, 1]],
      ])
    #expect(throws: FigureError.channelOutside(index: 5, channels: 5)) {
      try FilterGrid(of: model, layer: 1, channel: 5)
    }
    #expect(throws: FigureError.noKernels(layer: "flatten_1", index: 2)) { try FilterGrid(of: model, layer: 2) }
    #expect(throws: FigureError.layerOutside(index: -1, layers: ["conv2d_1", "conv2d_2", "flatten_1"])) {
      try FilterGrid(of: model, layer: -1)
    }
  }

  @Test("the architecture carries the layers of the summary")
  func architecture() throws {
    let model = try Sequential(input: [32, 32, 3]) { Conv2D(64, kernelSize: 3) }
    guard case .architecture(let summary) = Architecture(model).content else { throw OtherContent() }
    #expect(summary.inputShape == [32, 32, 3] && summary.trainableParameters == 1792)
    #expect(summary.layers.map(\.outputShape) == [[30, 30, 64]] && summary.layers.map(\.parameters) == [1792])
    #expect(model.summary.cellOutputs == [.summary(summary)])
  }

  @Test("what cannot be drawn is an error")
  func errors() throws {
    let image = try Tensor([[0, 1]])
    #expect(throws: FigureError.empty(what: "images")) { try Images([Tensor]()) }
    #expect(throws: FigureError.counts(what: "titles", count: 1, other: "images", otherCount: 2)) {
      try Images([image, image], titles: ["a"])
    }
    #expect(throws: FigureError.notFinite(what: "image 0")) { try Images([Tensor([[.nan]])]) }
    #expect(throws: FigureError.self) { try Images([Tensor(shape: [2, 2, 2], repeating: 0)]) }
    #expect(throws: FigureError.empty(what: "filters")) {
      try FilteredImages(image, [(name: String, kernel: Tensor)]())
    }
    #expect(throws: FigureError.shape(what: "kernel k", shape: [3], expected: "[height, width]")) {
      try FilteredImages(image, [("k", Tensor([1, 2, 3]))])
    }
  }

  @Test(
    "an error says what there is and what to do",
    arguments: [
      (
        FigureError.layerOutside(index: 7, layers: ["conv2d_1", "flatten_1"]),
        "there is no layer 7; the model has 0 conv2d_1, 1 flatten_1"
      ),
      (
        .noMaps(layer: "dense_1", index: 3, outputShape: [10]),
        "layer 3 (dense_1) gives [10], which is no stack of maps [height, width, channels]; choose a layer before Flatten"
      ),
      (.positionOutside(row: 3, column: 0, output: [3, 3]), "position (3, 0) is outside the output of 3×3"),
      (
        .features(expected: 2, inputShape: [28, 28, 1]),
        "the figure draws 2 features, so the model's input must be [2]; it is [28, 28, 1]"
      ),
    ])
  func messages(_ error: FigureError, _ message: String) {
    #expect(error.description == message)
    #expect(error.localizedDescription == message)
  }
}
