import ConvNet
import Testing

@Suite("Data sets that the engine draws")
struct DrawnDatasetTests {
  static func draw(_ name: String, train: Int = 300, test: Int = 100, seed: Int = 1) -> Dataset {
    name == "digits"
      ? .digits(train: train, test: test, seed: seed) : .shapes(train: train, test: test, seed: seed)
  }

  @Test("are the same for the same seed and others for another", arguments: ["digits", "shapes"])
  func seeds(name: String) {
    let data = Self.draw(name)
    #expect(data.sha256 == Self.draw(name).sha256)
    #expect(data.sha256 != Self.draw(name, seed: 2).sha256)
    #expect(data.origin == .embedded && !data.train.isComparable)
  }

  @Test("begin with the same images whatever their number", arguments: ["digits", "shapes"])
  func prefixes(name: String) {
    let few = Self.draw(name, train: 20)
    let many = Self.draw(name, train: 1200)
    #expect(few.train.labels == Array(many.train.labels.prefix(20)))
    #expect(few.train.images[0..<20] == many.train.images[0..<20])
    #expect(few.train.images[0..<20] != few.test.images[0..<20])
  }

  @Test("have all ten classes about equally often", arguments: ["digits", "shapes"])
  func classes(name: String) {
    let data = Self.draw(name, train: 2000)
    #expect(data.classNames.count == 10)
    let counts = data.train.labels.reduce(into: Array(repeating: 0, count: 10)) { $0[$1] += 1 }
    #expect(counts.allSatisfy { (140...260).contains($0) }, "\(counts)")
  }

  @Test("show something in every image", arguments: ["digits", "shapes"])
  func contrast(name: String) {
    for image in Self.draw(name).train.images {
      let (low, high) = (image.values.min() ?? 0, image.values.max() ?? 0)
      #expect(high - low > 0.2)
    }
  }

  @Test(
    "are beyond a linear model and within reach of a convolutional one",
    arguments: [("shapes", below: 0.50, above: 0.80), ("digits", below: 0.90, above: 0.95)])
  func difficulty(name: String, below: Double, above: Double) throws {
    let data = Self.draw(name, train: 20_000, test: 2000)
    let linear = try Sequential(input: data.train.imageShape, seed: 1) {
      Flatten()
      Dense(10, activation: .softmax)
    }
    try linear.fit(data.train, epochs: 5, batchSize: 128, optimizer: .adam())
    #expect(try linear.evaluate(data.test).accuracy < below)
    // The nets of the course's slides that the sets stand in for.
    let convolutional = try Sequential(input: data.train.imageShape, seed: 1) {
      Conv2D(64, kernelSize: 3, activation: .relu)
      if name == "shapes" { MaxPooling2D(2) }
      Flatten()
      if name == "shapes" { Dense(32, activation: .relu) }
      Dense(10, activation: .softmax)
    }
    // With some seeds Adam's first steps leave few of the 32 neurons alive; those of gradient descent are smaller.
    try convolutional.fit(
      data.train, epochs: 3, batchSize: 64, optimizer: .sgd(learningRate: 0.01, momentum: 0.9))
    #expect(try convolutional.evaluate(data.test).accuracy > above)
  }
}
