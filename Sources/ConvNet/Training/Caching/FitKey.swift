import Digests
import KernelInterface

/// What the result of a `fit` follows from: the same key gives the same bits.
struct FitKey {
  /// 64 hexadecimal digits.
  let digest: String

  init(
    _ model: Sequential, examples: Examples, validation: Examples?, plan: LossPlan, epochs: Int, batchSize: Int,
    optimizer: Optimizer, shuffle: Bool, classWeights: [Float], kernels: String
  ) {
    var text = "fit 3\n\(kernels)\n\(model.inputShape) \(model.seed) \(epochs) \(batchSize) \(shuffle)\n"
    dump(model.definition, to: &text)
    // A layer of the author's own does not show what it is made of.
    dump(model.layers.map(\.description), to: &text)
    dump(optimizer, to: &text)
    text += "\(plan.loss) \(classWeights)\n\(model.training.epochs) \(model.training.steps)\n"
    for buffer in [model.parameters, model.state] { text += buffer.digest + "\n" }
    if let state = model.training.optimizer {
      dump(state.optimizer, to: &text)
      text += "\(state.steps)\n" + state.slots.map { $0.digest + "\n" }.joined()
    }
    text += examples.digest + "\n" + (validation?.digest ?? "none")
    digest = SHA256.hexadecimal(of: Array(text.utf8))
  }
}

extension LargeBuffer {
  fileprivate var digest: String {
    var digest = ContentDigest()
    digest.update(UnsafeRawBufferPointer(UnsafeBufferPointer(start: pointer, count: count)))
    return digest.hexadecimal()
  }
}

extension Examples {
  /// Digest of all examples, as the model reads them, and of what is to be predicted.
  fileprivate var digest: String {
    var digest = ContentDigest()
    let size = source.exampleShape.reduce(1, *)
    let step = 256
    let buffer = LargeBuffer(count: min(step, count) * size)
    let indices = Array(0..<count)
    for start in stride(from: 0, to: count, by: step) {
      let part = indices[start..<min(start + step, count)]
      source.write(part, to: buffer.pointer)
      digest.update(UnsafeRawBufferPointer(UnsafeBufferPointer(start: buffer.pointer, count: part.count * size)))
    }
    let kind: String
    switch targets {
    case .classes(let labels):
      kind = "classes"
      labels.withUnsafeBytes { digest.update($0) }
    case .values(let tensor):
      kind = "values \(tensor.shape)"
      tensor.values.withUnsafeBytes { digest.update($0) }
    }
    return "\(source.exampleShape) \(count) \(kind) \(digest.hexadecimal())"
  }
}
