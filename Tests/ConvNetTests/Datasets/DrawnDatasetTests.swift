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
}
