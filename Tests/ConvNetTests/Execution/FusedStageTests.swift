import ConvNet
import KernelInterface
import Testing

/// A way through a plan and back: the output, the parameters' gradients and the input's.
private struct Passage {
  var output: [Float]
  var gradients: [Float]
  var inputGradient: [Float]

  /// The bits of all numbers, to tell -0 from 0 and one NaN from another.
  var bits: [[UInt32]] { [output, gradients, inputGradient].map { $0.map(\.bitPattern) } }

  init(
    _ model: Sequential, batch: Int, fusing: Bool, _ engine: Engine, capacity: Int? = nil, toInput: Bool = false
  ) {
    let plan = ExecutionPlan(
      model.operations, capacity: capacity ?? batch, isTraining: true, fusing: fusing, givesInputGradient: toInput,
      engine: engine)
    let inputCount = model.inputShape.reduce(1, *)
    let outputCount = model.outputShape.reduce(1, *)
    let input = LargeBuffer(count: batch * inputCount)
    let gradients = LargeBuffer(count: model.parameters.count)
    let inputGradient = LargeBuffer(count: toInput ? batch * inputCount : 0)
    var state: UInt64 = 17
    func random() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 23) - 1
    }
    for i in 0..<input.count { input.pointer[i] = random() }
    let context = StageContext(
      batch: batch, isTraining: true, step: 0, parameters: model.parameters.pointer, gradients: gradients.pointer,
      state: model.state.pointer, workspace: input.pointer, kernels: engine.kernels, pool: engine.pool)
    plan.forward(Reading(input.pointer), context)
    output = Array(UnsafeBufferPointer(start: plan.output, count: batch * outputCount))
    for i in 0..<batch * outputCount { plan.outputGradient[i] = random() }
    plan.backward(Reading(input.pointer), inputGradient: toInput ? inputGradient.pointer : nil, context)
    self.gradients = Array(UnsafeBufferPointer(start: gradients.pointer, count: gradients.count))
    self.inputGradient = Array(UnsafeBufferPointer(start: inputGradient.pointer, count: inputGradient.count))
  }
}

@Suite struct FusedStageTests {
  static let names = [
    "convolution, dense", "padded convolution, reshape, dense", "convolution 64, dense",
    "convolution, pooling, dense, dense",
    "two convolutions with pooling, same padding", "convolutions of many channels",
    "5x5, strides, pooling 3x2, no relu", "convolutions without pooling",
    "groups, normalisation, pooling", "overlapping pooling", "pooling of windows that lie apart",
  ]

  @Test(arguments: names, KernelSelection.available.map(\.name)) func fusedStagesComputeWhatSeparateOnesDo(
    name: String, kernels: String
  ) throws {
    let model = try fusable(name)
    let engine = try Engine.make(kernels: kernels, threads: "2")
    for (batch, toInput) in [(1, true), (5, false), (37, true), (37, false)] {
      let fused = Passage(model, batch: batch, fusing: true, engine, toInput: toInput)
      let separate = Passage(model, batch: batch, fusing: false, engine, toInput: toInput)
      #expect(distance(fused.output, separate.output) < 1e-5)
      #expect(distance(fused.gradients, separate.gradients) < 1e-5)
      #expect(distance(fused.inputGradient, separate.inputGradient) < 1e-5)
    }
  }

  @Test(arguments: names) func everyNumberOfThreadsGivesTheSameBits(name: String) throws {
    let model = try fusable(name)
    let one = Passage(model, batch: 37, fusing: true, try Engine.make(threads: "1"))
    for threads in ["2", "3", "8"] {
      #expect(Passage(model, batch: 37, fusing: true, try Engine.make(threads: threads)).bits == one.bits)
    }
  }

  @Test(arguments: names, [(5, 64), (16, 20), (48, 50), (8, 10)])
  func aSmallBatchInLargeBuffersGivesTheSameBits(name: String, sizes: (batch: Int, capacity: Int)) throws {
    let model = try fusable(name)
    let engine = try Engine.make(threads: "2")
    #expect(
      Passage(model, batch: sizes.batch, fusing: true, engine, capacity: sizes.capacity).bits
        == Passage(model, batch: sizes.batch, fusing: true, engine).bits)
  }

  /// The last batch of an epoch is smaller than the others, and uses their buffers.
  @Test(arguments: names, [true, false])
  func theRoomOfABatchIsEnoughForEverySmallerOne(name: String, fusing: Bool) throws {
    let engine = try Engine.make(threads: "1")
    let plan = ExecutionPlan(
      try fusable(name).operations, capacity: 1, isTraining: true, fusing: fusing, engine: engine)
    for stage in plan.stages {
      for batch in 2...130 {
        #expect(
          stage.workspaceCount(batch: batch - 1) <= stage.workspaceCount(batch: batch),
          "\(type(of: stage)), \(batch) examples")
      }
    }
  }

  @Test(arguments: [
    ("convolution, dense", ["ConvolutionDenseStage"]),
    ("padded convolution, reshape, dense", ["ConvolutionDenseStage", "ActivationStage", "DenseRunStage"]),
    ("convolution, pooling, dense, dense", ["ConvolutionRunStage", "DenseRunStage", "DenseRunStage"]),
    (
      "two convolutions with pooling, same padding",
      ["ConvolutionRunStage", "ConvolutionRunStage", "DenseRunStage", "DenseRunStage"]
    ),
    ("pooling of windows that lie apart", ["ConvolutionRunStage", "DenseRunStage"]),
    (
      "groups, normalisation, pooling",
      ["ConvolutionStage", "BatchNormalizationStage", "MaxPoolingStage", "DenseRunStage"]
    ),
  ])
  func runsAreRecognised(name: String, stages: [String]) throws {
    let plan = ExecutionPlan(
      try fusable(name).operations, capacity: 1, isTraining: true, engine: try Engine.make(threads: "1"))
    #expect(plan.stages.map { "\(type(of: $0))" } == stages)
  }

  /// The largest difference, against the largest number.
  private func distance(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count, (a + b).allSatisfy(\.isFinite) else { return .infinity }
    let scale = max(1e-3, b.map(abs).max() ?? 0)
    return (zip(a, b).map { abs($0 - $1) }.max() ?? 0) / scale
  }
}
