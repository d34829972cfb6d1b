import Foundation
import Names

extension Sequential {
  /// Writes the weights as a safetensors file, by their names (``weightNames``).
  ///
  /// - Parameters:
  ///   - path: The file; a relative path starts at the lesson's folder.
  ///   - includingOptimizer: Whether the file holds what a later `fit` needs to go on as if it had never stopped: the
  ///     optimiser's running means, the counts of epochs and steps; and the loss, by which `evaluate` judges.
  /// - Throws: ``ConvNetError/file(path:problem:)`` where the file cannot be written.
  public func save(_ path: String, includingOptimizer: Bool = true) throws {
    var file = SafeTensors(tensors: zip(weightNames, weights).map { (name: $0, tensor: $1) })
    if includingOptimizer {
      file.metadata[SavedKey.epochs] = String(training.epochs)
      file.metadata[SavedKey.steps] = String(training.steps)
      file.metadata[SavedKey.loss] = training.loss?.rawValue
    }
    if includingOptimizer, let state = training.optimizer {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      file.metadata[SavedKey.optimizer] = String(decoding: try encoder.encode(state.optimizer), as: UTF8.self)
      file.metadata[SavedKey.optimizerSteps] = String(state.steps)
      for (index, slot) in state.slots.enumerated() {
        let values = Array(UnsafeBufferPointer(start: slot.pointer, count: slot.count))
        file.tensors.append((SavedKey.slot(index), Tensor(values)))
      }
    }
    try BinaryFile.write(file.encode(), to: path)
  }

  /// Reads weights that ``save(_:includingOptimizer:)`` wrote, or another program under the same names, and the state of
  /// training where the file holds it.
  ///
  /// - Throws: ``ConvNetError/file(path:problem:)`` for a file that is missing, damaged, or made for another model,
  ///   ``ConvNetError/weightShape(name:expected:actual:)``; the model is unchanged then.
  public func load(_ path: String) throws {
    let file = try SafeTensors(path: path)
    let tensors = Dictionary(file.tensors.map { ($0.name, $0.tensor) }) { first, _ in first }
    let names = Set(weightNames)
    let isState = { (name: String) in name.hasPrefix(SavedKey.prefix) }
    let weights = try weightNames.map { name in
      guard let tensor = tensors[name] else {
        let held = file.tensors.map(\.name).filter { !isState($0) }
        throw ConvNetError.file(
          path: path, problem: .missingTensor(name: name, nearest: nearestName(to: name, among: held), holds: held))
      }
      return tensor
    }
    let unknown = file.tensors.map(\.name).filter { !names.contains($0) && !isState($0) }
    guard unknown.isEmpty else { throw ConvNetError.file(path: path, problem: .unknownTensors(unknown)) }
    let state = try trainingState(file.metadata, tensors, path: path)
    try setWeights(weights)
    training = state
  }

  private func trainingState(
    _ metadata: [String: String], _ tensors: [String: Tensor], path: String
  ) throws -> TrainingState {
    func count(_ key: String) throws -> Int {
      guard let text = metadata[key] else { return 0 }
      // More steps than any training takes would overflow the counters.
      guard let count = Int(text), (0..<1 << 40).contains(count) else {
        throw ConvNetError.file(path: path, problem: .badHeader("\(key) is \(text)"))
      }
      return count
    }
    var state = TrainingState(epochs: try count(SavedKey.epochs), steps: try count(SavedKey.steps))
    // Weights alone say nothing of the loss.
    state.loss = training.loss
    if let name = metadata[SavedKey.loss] {
      guard let loss = Loss(rawValue: name) else {
        throw ConvNetError.file(path: path, problem: .badHeader("\(SavedKey.loss) is \(name)"))
      }
      state.loss = loss
    }
    guard let text = metadata[SavedKey.optimizer] else { return state }
    guard let optimizer = try? JSONDecoder().decode(Optimizer.self, from: Data(text.utf8)) else {
      throw ConvNetError.file(path: path, problem: .badHeader("\(SavedKey.optimizer) names no optimiser"))
    }
    let saved = OptimizerState(optimizer, parameterCount: parameters.count)
    saved.steps = try count(SavedKey.optimizerSteps)
    for (index, slot) in saved.slots.enumerated() {
      let name = SavedKey.slot(index)
      guard let tensor = tensors[name] else {
        throw ConvNetError.file(path: path, problem: .missingTensor(name: name, nearest: nil, holds: []))
      }
      guard tensor.shape == [slot.count] else {
        throw ConvNetError.weightShape(name: name, expected: [slot.count], actual: tensor.shape)
      }
      slot.pointer.update(from: tensor.values, count: slot.count)
    }
    state.optimizer = saved
    return state
  }
}

/// Names in a file of everything but weights.
private enum SavedKey {
  static let prefix = "optimizer."
  static let epochs = "training.epochs"
  static let steps = "training.steps"
  static let loss = "training.loss"
  static let optimizer = "optimizer"
  static let optimizerSteps = "optimizer.steps"
  static func slot(_ index: Int) -> String { "\(prefix)\(index)" }
}
