import Foundation
import KernelInterface

/// The loss of a batch with its gradient, as Keras defines them: the mean over examples, each times its class's weight.
struct BatchLoss {
  let plan: LossPlan
  let targets: Examples.Targets
  /// One factor a class; empty for none.
  let classWeights: [Float]

  /// Losses of the examples of a batch `[indices.count, outputCount]`.
  ///
  /// - Parameters:
  ///   - outputs: `[batch, outputCount]`, what the plan's operations gave.
  ///   - gradient: Receives the gradient of the mean loss `[batch, outputCount]`, or `nil`.
  ///   - losses: Receives the loss of each example `[batch]`.
  func compute(
    _ outputs: Reading, indices: ArraySlice<Int>, gradient: Writing?, losses: Writing, kernels: KernelSet
  ) {
    let count = plan.outputCount
    let scale = 1 / Float(indices.count)
    switch (plan.loss, targets) {
    case (.categoricalCrossentropy, .classes(let labels)):
      let rows = indices.map { Int32(labels[$0]) }
      kernels.softmaxCrossEntropy(outputs, rows, indices.count, count, scale, gradient, losses)
    default:
      for (row, index) in indices.enumerated() {
        losses[row] = lossOfExample(
          outputs + row * count, example: index, scale: scale, gradient: gradient.map { $0 + row * count })
      }
    }
    guard !classWeights.isEmpty, case .classes(let labels) = targets else { return }
    for (row, index) in indices.enumerated() {
      let weight = classWeights[labels[index]]
      losses[row] *= weight
      if let gradient { for i in row * count..<(row + 1) * count { gradient[i] *= weight } }
    }
  }

  /// What output `i` of an example should be.
  func target(_ example: Int, _ i: Int) -> Float {
    switch targets {
    case .values(let tensor): tensor.values[example * plan.outputCount + i]
    case .classes(let labels) where plan.outputCount == 1: Float(labels[example])
    case .classes(let labels): labels[example] == i ? 1 : 0
    }
  }

  private func lossOfExample(_ output: Reading, example: Int, scale: Float, gradient: Writing?) -> Float {
    let count = plan.outputCount
    var sum = 0.0
    switch plan.loss {
    case .categoricalCrossentropy:
      let largest = (0..<count).reduce(output[0]) { max($0, output[$1]) }
      // Differences first: beside large logits the logarithm would be rounded away.
      let logarithm = logf((0..<count).reduce(0) { $0 + expf(output[$1] - largest) })
      let total = (0..<count).reduce(Float(0)) { $0 + target(example, $1) }
      for i in 0..<count {
        let logOfShare = output[i] - largest - logarithm
        sum -= Double(target(example, i) * logOfShare)
        gradient?[i] = scale * (expf(logOfShare) * total - target(example, i))
      }
      return Float(sum)
    case .binaryCrossentropy:
      for i in 0..<count {
        let expected = target(example, i)
        sum += Double(logSumOfOneAndExponential(output[i]) - expected * output[i])
        gradient?[i] = scale / Float(count) * (logistic(output[i]) - expected)
      }
    case .meanSquaredError:
      for i in 0..<count {
        let difference = output[i] - target(example, i)
        sum += Double(difference) * Double(difference)
        gradient?[i] = scale / Float(count) * 2 * difference
      }
    case .meanAbsoluteError:
      for i in 0..<count {
        let difference = output[i] - target(example, i)
        sum += Double(abs(difference))
        gradient?[i] = scale / Float(count) * (difference > 0 ? 1 : difference < 0 ? -1 : 0)
      }
    }
    return Float(sum / Double(count))
  }

  /// How many decisions of an example are right, as Keras's accuracy counts: the greatest output is the class, also of several
  /// sigmoids, or the one output lies on the right side.
  func correctCount(_ output: Reading, example: Int) -> Int {
    (0..<plan.decisionCount).count { predictedClass(output + $0 * plan.width) == trueClass(example, decision: $0) }
  }

  /// The class of an example, or of one of its pixels; of a row of probabilities the greatest.
  func trueClass(_ example: Int, decision: Int) -> Int {
    let first = decision * plan.width
    return switch targets {
    case .classes(let labels): labels[example]
    case .values where plan.width == 1: target(example, first) > 0.5 ? 1 : 0
    case .values: greatest(plan.width) { target(example, first + $0) }
    }
  }

  /// The class that a decision's outputs of the plan's operations stand for.
  func predictedClass(_ output: Reading) -> Int {
    plan.width == 1 ? (output[0] > plan.threshold ? 1 : 0) : greatest(plan.width) { output[$0] }
  }
}

extension BatchLoss {
  /// The place of a class among the outputs, from 0 for the greatest.
  func rank(of label: Int, _ output: Reading) -> Int {
    if plan.width == 1 { return predictedClass(output) == label ? 0 : 1 }
    // What is no number is likelier than no class, so every other stands before it.
    return (0..<plan.width).reduce(0) { rank, other in
      let isBefore =
        output[other] > output[label] || output[label].isNaN || (output[other] == output[label] && other < label)
      return rank + (other != label && isBefore ? 1 : 0)
    }
  }
}

/// Index of the greatest of some numbers, the first of equals; what is no number counts only where nothing is one.
private func greatest(_ count: Int, _ value: (Int) -> Float) -> Int {
  (1..<max(count, 1)).reduce(0) { value($1) > value($0) || (value($0).isNaN && !value($1).isNaN) ? $1 : $0 }
}
