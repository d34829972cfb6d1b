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
      byteValues.withUnsafeBufferPointer { byteValues in
        for value in 0..<valuesPerExample { values[value] = byteValues[Int(pixels[value])] }
      }
    case .planarBytes:
      unpackPlanes(pixels, into: values)
    case .floats:
      UnsafeMutableRawPointer(values).copyMemory(from: source, byteCount: bytes.count)
    }
  }

  private func unpackPlanes(_ pixels: UnsafePointer<UInt8>, into values: UnsafeMutablePointer<Float>) {
    let (area, channels) = (shape[0] * shape[1], shape[2])
    byteValues.withUnsafeBufferPointer { byteValues in
      // Three at once, as they lie in memory: a plane after the other writes each line of the target three times.
      if channels == 3 {
        for place in 0..<area {
          values[3 * place] = byteValues[Int(pixels[place])]
          values[3 * place + 1] = byteValues[Int(pixels[area + place])]
          values[3 * place + 2] = byteValues[Int(pixels[2 * area + place])]
        }
        return
      }
      for channel in 0..<channels {
        for place in 0..<area {
          values[place * channels + channel] = byteValues[Int(pixels[channel * area + place])]
        }
      }
    }
  }
}

/// A byte divided by 255, for each byte: a table is quicker than so many divisions.
private let byteValues = (0...255).map { Float($0) / 255 }
