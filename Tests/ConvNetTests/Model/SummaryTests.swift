import ConvNet
import Foundation
import Testing

@Suite struct SummaryTests {
  @Test func summaryIsTheTableOfTheSlide() throws {
    let model = try Sequential(input: [32, 32, 3]) {
      Conv2D(64, kernelSize: 3, activation: .relu)
      MaxPooling2D(2)
      Flatten()
      Dense(32, activation: .relu)
      Dense(10, activation: .softmax)
    }
    #expect(
      model.summary.description == """
        Layer (type)                     Output Shape         Param #
        =============================================================
        conv2d_1 (Conv2D)                (None, 30, 30, 64)   1792
        max_pooling2d_1 (MaxPooling2D)   (None, 15, 15, 64)   0
        flatten_1 (Flatten)              (None, 14400)        0
        dense_1 (Dense)                  (None, 32)           460832
        dense_2 (Dense)                  (None, 10)           330
        =============================================================
        Total params: 462,954
        Trainable params: 462,954
        Non-trainable params: 0
        """)
    #expect(model.summary.layers[0].parameterFormula == "64 × 3 × 3 × 3 + 64 = 1792")
    #expect(model.summary.layers[0].shapeFormula == "⌊(32 − 3) / 1⌋ + 1 = 30, ⌊(32 − 3) / 1⌋ + 1 = 30, 64 filters")
    #expect(model.parameterCount == 462_954)
  }

  @Test func movingAveragesAreNotTrainable() throws {
    let model = try Sequential(input: [8]) {
      Dense(4)
      BatchNormalization()
    }
    #expect(model.summary.trainableParameters == 44)
    #expect(model.summary.nonTrainableParameters == 8)
    #expect(
      model.weightNames.suffix(4).map { $0.split(separator: ".")[1] } == [
        "gamma", "beta", "moving_mean", "moving_variance",
      ])
  }

  @Test func bracesTakeConditionsAndLoops() throws {
    let isDeep = true
    let model = try Sequential(input: [16, 16, 1]) {
      for filters in [4, 8] {
        Conv2D(filters, kernelSize: 3, padding: .same)
        MaxPooling2D()
      }
      if isDeep { Dropout(0.5) }
      Flatten()
      if isDeep { Dense(3) } else { Dense(5) }
    }
    #expect(
      model.layerNames == [
        "conv2d_1", "max_pooling2d_1", "conv2d_2", "max_pooling2d_2", "dropout_1", "flatten_1", "dense_1",
      ])
    #expect(model.outputShape == [3])
  }

  @Test func aLayerIsExplainedWithItsFormulas() throws {
    let model = try Sequential(input: [32, 32, 3]) {
      Conv2D(64, kernelSize: 3, activation: .relu)
      Flatten()
    }
    #expect(
      try model.explain(0) == """
        Layer 0: conv2d_1 (Conv2D)
        Each filter sums 3 × 3 × 3 products and its bias at every position, then relu.
        Input: [32, 32, 3]
        Output: [30, 30, 64], ⌊(32 − 3) / 1⌋ + 1 = 30, ⌊(32 − 3) / 1⌋ + 1 = 30, 64 filters
        Parameters: 64 × 3 × 3 × 3 + 64 = 1792
        """)
    #expect(try model.explain("flatten_1").hasSuffix("Output: [57600], 30 × 30 × 64 = 57600\nParameters: 0"))
    #expect(throws: ConvNetError.noLayerNamed("conv2d", nearest: "conv2d_1")) { try model.explain("conv2d") }
    #expect(throws: ConvNetError.noLayer(index: 2, count: 2)) { try model.explain(2) }
  }

  /// `64 × 3 × 3 × 3 + 64 = 1792`: the sum of products on the left.
  private func value(of formula: String) -> Int? {
    let sides = formula.components(separatedBy: " = ")
    guard sides.count == 2, let result = Int(sides[1]) else { return nil }
    let terms = sides[0].components(separatedBy: " + ").map { term in
      term.components(separatedBy: " × ").reduce(1) { $0 * (Int($1) ?? 0) }
    }
    return terms.reduce(0, +) == result ? result : nil
  }

  @Test(arguments: GradientCheckTests.cases)
  func formulasOfEveryLayerComeOut(_ example: LayerCase) throws {
    let model = try Sequential(input: example.input, layers: example.layers)
    #expect(model.summary.layers.map(\.parameters).reduce(0, +) == model.parameterCount)
    for (index, layer) in model.summary.layers.enumerated() {
      #expect(layer.parameters == (layer.parameterFormula.isEmpty ? 0 : value(of: layer.parameterFormula)))
      if !layer.shapeFormula.isEmpty {
        // A pooling leaves the channels, the last axis, as they are, and says nothing of them.
        for size in layer.outputShape.prefix(max(1, layer.outputShape.count - 1)) {
          #expect(layer.shapeFormula.contains("\(size)"), "\(layer.shapeFormula)")
        }
      }
      let text = try model.explain(index)
      #expect(text.hasPrefix("Layer \(index): \(layer.name) (\(layer.type))\n"))
      #expect(text.contains("Output: \(layer.outputShape)"))
    }
  }
}
