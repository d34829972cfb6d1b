extension Examples {
  /// Checks that a model and a loss can be trained on these examples or judged by them.
  ///
  /// - Throws: ``ConvNetError/inputShape(expected:actual:)``, ``ConvNetError/emptyData(what:)``,
  ///   ``ConvNetError/labelCount(examples:labels:)``, ``ConvNetError/labelOutside(label:example:classes:)``, ``ConvNetError/targetShape(expected:actual:)``,
  ///   ``ConvNetError/notFiniteInput(example:)``, ``ConvNetError/notFiniteTarget(example:)``,
  ///   ``ConvNetError/argument(name:value:rule:)`` for a target that is no probability where the loss takes it for one.
  func check(inputShape: [Int], outputShape: [Int], plan: LossPlan) throws {
    guard count > 0 else { throw ConvNetError.emptyData(what: "examples") }
    guard source.exampleShape == inputShape else {
      throw ConvNetError.inputShape(expected: inputShape, actual: [count] + source.exampleShape)
    }
    switch targets {
    case .classes(let labels):
      guard labels.count == count else { throw ConvNetError.labelCount(examples: count, labels: labels.count) }
      guard plan.hasClasses else { break }
      for (example, label) in labels.enumerated() where label < 0 || label >= plan.classCount {
        throw ConvNetError.labelOutside(label: label, example: example, classes: plan.outputCount)
      }
    case .values(let values):
      guard values.shape == [count] + outputShape || (values.shape == [count] && plan.outputCount == 1) else {
        throw ConvNetError.targetShape(expected: outputShape, actual: values.shape)
      }
      if let index = values.values.firstIndex(where: { !$0.isFinite }) {
        throw ConvNetError.notFiniteTarget(example: index / plan.outputCount)
      }
      // Of others the loss has no least value: it falls for ever.
      if plan.loss == .binaryCrossentropy, let index = values.values.firstIndex(where: { !(0...1).contains($0) }) {
        throw ConvNetError.argument(
          name: "The target of example \(index / plan.outputCount)", value: "\(values.values[index])",
          rule: "from 0 to 1 for \(plan.loss.name)")
      }
    }
    if let example = source.firstNotFinite { throw ConvNetError.notFiniteInput(example: example) }
  }
}
