import KernelInterface

/// Judges a model on examples, batch by batch.
struct Evaluator {
  private let model: Sequential
  private let examples: Examples
  private let loss: BatchLoss
  /// Examples of a batch: fixed, so that results do not depend on how a caller cuts the data.
  private static let batchSize = 128

  init(_ model: Sequential, examples: Examples, plan: LossPlan) {
    self.model = model
    self.examples = examples
    loss = BatchLoss(plan: plan, targets: examples.targets, classWeights: [])
  }

  func run() throws -> Evaluation {
    let plan = loss.plan
    let capacity = min(Self.batchSize, examples.count)
    let runner = try BatchRunner(
      plan.operations, of: model, source: examples.source, capacity: capacity, isTraining: false)
    let losses = LargeBuffer(count: capacity)
    let classes = plan.hasClasses && !plan.isMultiLabel ? plan.classCount : 0
    var labels = MultiLabelTotals(width: plan.isMultiLabel ? plan.width : 0)
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    var ranks = [Int](repeating: 0, count: classes)
    var regression = RegressionTotals(outputCount: plan.outputCount)
    var (lossSum, correct, seen) = (0.0, 0, 0)
    let batches = (examples.count + capacity - 1) / capacity
    let order = Array(0..<examples.count)
    for batch in 0..<batches {
      let indices = order[batch * capacity..<min((batch + 1) * capacity, order.count)]
      runner.forward(indices, context: runner.context(batch: indices.count, isTraining: false))
      let outputs = Reading(runner.plan.output)
      loss.compute(
        outputs, indices: indices, gradient: nil, losses: losses.pointer, kernels: runner.engine.kernels)
      for (row, index) in indices.enumerated() {
        let output = outputs + row * plan.outputCount
        lossSum += Double(losses.pointer[row])
        if plan.hasClasses {
          for decision in 0..<plan.decisionCount {
            let part = output + decision * plan.width
            let (actual, predicted) = (loss.trueClass(index, decision: decision), loss.predictedClass(part))
            if actual == predicted { correct += 1 }
            if plan.isMultiLabel {
              labels.add(part) { loss.target(index, decision * plan.width + $0) }
            } else {
              confusion[actual][predicted] += 1
              ranks[loss.rank(of: actual, part)] += 1
            }
          }
        } else {
          regression.add(output, target: { loss.target(index, $0) })
        }
      }
      seen += indices.count
      EngineEnvironment.current.progress?(
        TrainingStep(
          epoch: 0, epochs: 0, batch: batch + 1, batches: batches, loss: lossSum / Double(seen),
          accuracy: plan.hasClasses ? Double(correct) / Double(seen * plan.decisionCount) : nil))
      if EngineEnvironment.current.oneBatch {
        if batches > 1 { EngineEnvironment.current.cutShort?() }
        break
      }
    }
    return Evaluation(
      loss: lossSum / Double(seen) + model.penalty(model.penalties),
      accuracy: plan.hasClasses ? Double(correct) / Double(seen * plan.decisionCount) : .nan, support: seen,
      confusionMatrix: ConfusionMatrix(classNames: classNames(classes), counts: confusion), rankCounts: ranks,
      labelReports: plan.isMultiLabel ? labels.reports(classNames(plan.width)) : nil,
      regression: plan.hasClasses ? nil : regression.metrics, dataset: examples.name,
      isComparable: examples.isComparable)
  }

  private func classNames(_ classes: Int) -> [String] {
    examples.classNames.count == classes ? examples.classNames : (0..<classes).map(String.init)
  }
}
