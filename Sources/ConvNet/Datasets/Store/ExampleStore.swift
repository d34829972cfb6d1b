/// Examples as a file holds them, with their labels.
final class ExampleStore: Sendable {
  /// How the values of an example stand in memory.
  enum Layout: Sendable {
    /// Bytes `[height, width, channels]`, 255 for 1.
    case interleavedBytes
    /// Bytes `[channels, height, width]`, 255 for 1.
    case planarBytes
    /// Floats in the machine's byte order, taken as they are.
    case floats
  }

  /// Shape of one example: `[height, width, channels]`, or `[features]`.
  let shape: [Int]
  /// One an example.
  let labels: [Int]
  let layout: Layout
  let valuesPerExample: Int

  private let block: ByteBlock
  /// Bytes before the first example, and from one example to the next.
  private let offset: Int
  private let stride: Int

  var count: Int { labels.count }

  init(shape: [Int], labels: [Int], layout: Layout, block: ByteBlock, offset: Int = 0, stride: Int? = nil) {
    valuesPerExample = shape.reduce(1, *)
    let bytesPerExample = valuesPerExample * (layout == .floats ? MemoryLayout<Float>.size : 1)
    let stride = stride ?? bytesPerExample
    precondition(layout != .planarBytes || shape.count == 3)
    precondition(
      labels.isEmpty || offset + (labels.count - 1) * stride + bytesPerExample <= block.bytes.count,
      "the block holds every example")
    self.shape = shape
    self.labels = labels
    self.layout = layout
    self.block = block
    self.offset = offset
    self.stride = stride
  }

  /// Copies of the examples of the given indices.
  func subset(_ indices: [Int]) -> ExampleStore {
    let length = valuesPerExample * (layout == .floats ? MemoryLayout<Float>.size : 1)
    let copy = ByteBlock(count: indices.count * length)
    for (place, index) in indices.enumerated() {
      UnsafeMutableRawBufferPointer(rebasing: copy.bytes[place * length..<(place + 1) * length])
        .copyMemory(from: bytes(index))
    }
    return ExampleStore(shape: shape, labels: indices.map { labels[$0] }, layout: layout, block: copy)
  }

  /// The bytes of one example, in the layout of the store.
  func bytes(_ index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count)
    let start = offset + index * stride
    let length = valuesPerExample * (layout == .floats ? MemoryLayout<Float>.size : 1)
    return UnsafeRawBufferPointer(rebasing: block.bytes[start..<start + length])
  }

  /// Writes one example as floats, channels last; bytes are divided by 255.
  func unpack(_ index: Int, into values: UnsafeMutablePointer<Float>) {
    let bytes = bytes(index)
    guard let source = bytes.baseAddress else { return }
    let pixels = source.assumingMemoryBound(to: UInt8.self)
    switch layout {
    case .interleavedBytes:
      for value in 0..<valuesPerExample { values[value] = Float(pixels[value]) / 255 }
    case .planarBytes:
      let area = shape[0] * shape[1]
      let channels = shape[2]
      for channel in 0..<channels {
        let plane = pixels + channel * area
        var target = values + channel
        for place in 0..<area {
          target.pointee = Float(plane[place]) / 255
          target += channels
        }
      }
    case .floats:
      UnsafeMutableRawPointer(values).copyMemory(from: source, byteCount: bytes.count)
    }
  }
}
