/// Draws the examples of one part of a data set.
enum Gallery {
  /// Examples drawn one to a chunk of work; the class of an example is a random one.
  static func draw(
    _ count: Int, part: LabeledImages.Part, seed: Int, shape: [Int], classes: Int,
    paint: @Sendable (_ label: Int, _ random: inout DrawingRandom, _ pixels: UnsafeMutablePointer<UInt8>) -> Void
  ) -> ExampleStore {
    let size = shape.reduce(1, *)
    let block = ByteBlock(count: count * size)
    let labels = (0..<count).map { index in
      var random = DrawingRandom(seed: seed, part: part, index: index)
      return random.below(classes)
    }
    let perChunk = 500
    let chunks = Array(stride(from: 0, to: count, by: perChunk))
    _ = Concurrently.map(chunks) { first in
      let pixels = block.bytes.bindMemory(to: UInt8.self)
      for index in first..<min(first + perChunk, count) {
        guard let base = pixels.baseAddress else { return }
        var random = DrawingRandom(seed: seed, part: part, index: index)
        paint(random.below(classes), &random, base + index * size)
      }
    }
    return ExampleStore(shape: shape, labels: labels, layout: .interleavedBytes, block: block)
  }
}
