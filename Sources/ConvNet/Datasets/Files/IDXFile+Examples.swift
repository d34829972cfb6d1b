extension IDXFile {
  /// The most classes that labels may name.
  static let classLimit = 10_000

  /// The labels: whole numbers from 0, along one axis or in one column; at most `classes` of them where that is given.
  func labels(classes: Int? = nil) throws(DatasetError) -> [Int] {
    guard shape.dropFirst().allSatisfy({ $0 == 1 }) else {
      throw .damaged(file: path, offset: 3, problem: .axes(expected: "1 (labels)", found: shape.count))
    }
    let limit = classes ?? Self.classLimit
    var labels = [Int]()
    labels.reserveCapacity(count)
    for index in 0..<count {
      let value = value(index)
      guard value.rounded() == value else {
        throw .damaged(file: path, offset: offset(of: index), problem: .fraction(value))
      }
      guard value >= 0, value < Double(limit) else {
        let label = Int(exactly: value) ?? Int.max
        throw .damaged(file: path, offset: offset(of: index), problem: .label(label, classes: limit))
      }
      labels.append(Int(value))
    }
    return labels
  }

  /// Shape of one example: an axis of height and one of width are an image of one channel.
  var exampleShape: [Int] {
    switch shape.count {
    case 1: [1]
    case 3: [shape[1], shape[2], 1]
    default: Array(shape.dropFirst())
    }
  }

  /// The examples with their labels. Bytes mean 255 for 1; all other types are taken as they are.
  func examples(labels: [Int], labelFile: String) throws(DatasetError) -> ExampleStore {
    guard shape[0] == labels.count else {
      throw .countsDiffer(images: path, imageCount: shape[0], labels: labelFile, labelCount: labels.count)
    }
    if type == .unsignedByte {
      return ExampleStore(shape: exampleShape, labels: labels, layout: .interleavedBytes, block: block)
    }
    let floats = ByteBlock(count: count * MemoryLayout<Float>.size)
    for index in 0..<count {
      let value = Float(value(index))
      guard value.isFinite else { throw .damaged(file: path, offset: offset(of: index), problem: .notFinite) }
      floats.bytes.storeBytes(of: value, toByteOffset: index * MemoryLayout<Float>.size, as: Float.self)
    }
    return ExampleStore(shape: exampleShape, labels: labels, layout: .floats, block: floats)
  }
}
