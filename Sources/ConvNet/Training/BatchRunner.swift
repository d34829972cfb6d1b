import KernelInterface

/// Runs batches of examples through a part of a model: the buffers of a batch, filled by the engine's threads.
final class BatchRunner {
  let plan: ExecutionPlan
  private(set) var engine: Engine
  private let model: Sequential
  private let source: any ExampleSource
  private let inputs: LargeBuffer
  private let inputCount: Int

  /// - Parameters:
  ///   - capacity: Examples of the largest batch.
  ///   - keepsEveryLayer: Whether every layer's output can be read afterwards.
  ///   - givesInputGradient: Whether `backward` will be asked for the gradient of the examples.
  init(
    _ operations: [Operation], of model: Sequential, source: any ExampleSource, capacity: Int, isTraining: Bool,
    keepsEveryLayer: Bool = false, givesInputGradient: Bool = false
  ) throws {
    self.model = model
    self.source = source
    engine = try Engine.current()
    inputCount = model.inputShape.reduce(1, *)
    plan = ExecutionPlan(
      operations, capacity: capacity, isTraining: isTraining, fusing: !keepsEveryLayer,
      givesInputGradient: givesInputGradient, engine: engine)
    inputs = LargeBuffer(count: capacity * inputCount)
  }

  /// Fills in examples and runs them forward; `plan.output` holds the result.
  func forward(_ indices: ArraySlice<Int>, context: StageContext) {
    fill(indices)
    plan.forward(Reading(inputs.pointer), context)
  }

  /// Runs the same examples backward from `plan.outputGradient`; where `inputGradient` is given it receives the gradient of the
  /// examples.
  func backward(inputGradient: Writing? = nil, context: StageContext) {
    plan.backward(Reading(inputs.pointer), inputGradient: inputGradient, context)
  }

  /// What stages work with; `gradients` is needed for the way back alone.
  func context(batch: Int, isTraining: Bool, gradients: LargeBuffer? = nil) -> StageContext {
    engine.followSurroundings()
    return StageContext(
      batch: batch, isTraining: isTraining, step: UInt64(model.training.steps), parameters: model.parameters.pointer,
      gradients: (gradients ?? model.parameters).pointer, state: model.state.pointer, workspace: inputs.pointer,
      kernels: engine.kernels, pool: engine.pool)
  }

  private func fill(_ indices: ArraySlice<Int>) {
    let size = 16
    nonisolated(unsafe) let target = inputs.pointer
    engine.pool.run((indices.count + size - 1) / size) { [source, inputCount] chunk in
      let start = indices.startIndex + chunk * size
      source.write(indices[start..<min(start + size, indices.endIndex)], to: target + chunk * size * inputCount)
    }
  }
}
