extension Examples {
  /// Checks that a model and a loss can be trained on these examples or judged by them.
  ///
  /// - Throws: ``ConvNetError/inputShape(expected:actual:)``, ``ConvNetError/emptyData(what:)``,
  ///   ``ConvNetError/labelCount(examples:labels:)``, ``ConvNetError/labelOutside(label:example:classes:)``, ``ConvNetError/targetShape(expected:actual:)``,
  ///   ``ConvNetError/notFiniteInput(example:)``, ``ConvNetError/notFiniteTarget(example:)``.
  func check(inputShape: [Int], outputShape: [Int], plan: LossPlan) throws {
    guard count > 0 else { throw ConvNetError.emptyData(what: "examples") }
    guard source.exampleShape == inputShape else {
      throw ConvNetError.inputShape(expected: inputShape, actual: [count] + source.exampleShape)
    }
    switch targets {
    case .classes(let labels):
      guard labels.count == count else { throw ConvNetError.labelCount(examples: count, labels: labels.count) }
      // With one output and no classes labels are numbers to predict.
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
    }
    if let example = source.firstNotFinite { throw ConvNetError.notFiniteInput(example: example) }
  }
}
