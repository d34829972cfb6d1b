import ConvNet
import Foundation
import Testing

/// Every layer over a table of odd shapes, strides, paddings and channel counts, against PyTorch in double precision (and
/// Keras, which `Golden/make_layers.py` holds against it).
@Suite struct LayerTableTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var index: Int
    var shape: [Int]
    var layer: GoldenModel.LayerSpec

    var testDescription: String { "\(index): \(layer.type) of \(shape)" }
  }

  private static let expected: [String: Tensor] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden/layers.safetensors")
    return (try? Tensor.dictionary(safetensors: file.path)) ?? [:]
  }()

  /// A scale and a shift for every number of the input, then the layer: so the gradient of its input shows in theirs.
  private func model(_ example: Case) throws -> Sequential {
    let count = example.shape.reduce(1, *)
    let model = try Sequential(input: [count]) {
      Reshape([1, 1, count])
      DepthwiseConv2D(1)
      Reshape(example.shape)
      try example.layer.layer()
      Flatten()
    }
    let weights = zip(model.weightNames, model.weights).enumerated().map { place, weight in
      weight.0.contains("moving") ? weight.1 : splitMix(seed: example.index * 8 + place, shape: weight.1.shape)
    }
    try model.setWeights(weights)
    return model
  }

  @Test(arguments: golden("layers.json", as: Case.self))
  func outputsAndAllGradientsAreThoseOfPyTorch(_ example: Case) throws {
    let model = try model(example)
    let x = splitMix(seed: example.index * 8 + 6, shape: [3, example.shape.reduce(1, *)])
    let target = splitMix(seed: example.index * 8 + 7, shape: [3] + model.outputShape)
    let output = try #require(Self.expected["\(example.index).output"])
    let trainable = model.weightNames.filter { !$0.contains("moving") }
    let gradients = try trainable.indices.map { try #require(Self.expected["\(example.index).gradient.\($0)"]) }
    try onEachInstructionSet { kernels in
      // In prediction a normalisation does not look at the batch; its outputs are held by the gradients alone.
      if example.layer.type != "BatchNormalization" {
        #expect(differenceOfValues(try model.predict(x), output) < 1e-5, "\(kernels)")
      }
      let ours = try model.gradients(images: x, targets: target, loss: .meanSquaredError, training: true)
      #expect(ours.count == gradients.count)
      let greatest = gradients.reduce(0) { max($0, magnitude($1)) }
      for (name, (ours, theirs)) in zip(trainable, zip(ours, gradients)) {
        // A normalisation takes back any shift before it: that gradient is 0 but for rounding.
        let bound = 1e-5 * max(magnitude(theirs), 0.1 * greatest)
        let difference = zip(ours.values, theirs.values).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
        #expect(ours.count == theirs.count && ours.isFinite && Double(difference) < bound, "\(kernels): \(name)")
      }
    }
  }

  private func magnitude(_ tensor: Tensor) -> Double { Double(tensor.values.reduce(0) { max($0, abs($1)) }) }

  /// ``relativeDifference`` of tensors whose shapes may differ in axes of one.
  private func differenceOfValues(_ first: Tensor, _ second: Tensor) -> Double {
    relativeDifference(Tensor(first.values), Tensor(second.values))
  }
}
