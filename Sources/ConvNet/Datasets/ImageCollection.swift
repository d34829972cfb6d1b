import Foundation

/// The images of a data set as tensors, made when they are asked for.
public struct ImageCollection: Sendable, Sequence {
  let examples: LabeledImages

  /// Number of images.
  public var count: Int { examples.count }

  /// One image, `[height, width, channels]`, bytes as 0...1; an index that is not there ends the program with a sentence.
  public subscript(index: Int) -> Tensor {
    batch([index], shape: examples.imageShape)
  }

  /// A batch of images, `[batch, height, width, channels]`; a range that is not there ends the program with a sentence.
  public subscript(range: Range<Int>) -> Tensor {
    batch(range, shape: [range.count] + examples.imageShape)
  }

  /// A batch of images, `[batch, height, width, channels]`; a range that is not there ends the program with a sentence.
  public subscript(range: ClosedRange<Int>) -> Tensor {
    if range.upperBound >= count { stop(DatasetError.indexOutside(index: range.upperBound, count: count)) }
    return self[Range(range)]
  }

  /// The images of the given indices, `[batch, height, width, channels]`.
  public subscript(indices: [Int]) -> Tensor {
    batch(indices, shape: [indices.count] + examples.imageShape)
  }

  /// Walks the images one by one.
  public func makeIterator() -> some IteratorProtocol<Tensor> {
    (0..<count).lazy.map { self[$0] }.makeIterator()
  }

  private func batch(_ indices: some Collection<Int>, shape: [Int]) -> Tensor {
    if let wrong = indices.first(where: { $0 < 0 || $0 >= count }) {
      stop(DatasetError.indexOutside(index: wrong, count: count))
    }
    let values = [Float](unsafeUninitializedCapacity: indices.count * examples.valuesPerImage) { buffer, filled in
      if let base = buffer.baseAddress { examples.fill(indices, into: base) }
      filled = buffer.count
    }
    return Tensor(uncheckedShape: shape, values: values)
  }
}

extension LabeledImages {
  /// The images as tensors: `images[0]` is one, `images[0..<8]` a batch.
  public var images: ImageCollection { ImageCollection(examples: self) }
}
