import ConvNet
import Foundation
import Testing

/// Models in safetensors files.
@Suite struct SafeTensorsTests {
  private func model(seed: Int) throws -> Sequential {
    try Sequential(input: [6, 6, 1], seed: seed) {
      Conv2D(3, kernelSize: 3, activation: .relu)
      BatchNormalization()
      Dropout(0.2)
      Flatten()
      Dense(4, activation: .softmax)
    }
  }

  private var examples: Examples {
    get throws { try Examples(features: randomTensor([30, 6, 6, 1], seed: 2), labels: (0..<30).map { $0 % 4 }) }
  }

  /// Going on with the optimiser's numbers is what `RepeatabilityTests` hold.
  @Test func withoutTheOptimizerAFileHoldsTheWeightsAlone() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      let trained = try model(seed: 4)
      try trained.fit(examples, epochs: 2, batchSize: 8)
      try trained.save(path, includingOptimizer: false)
      #expect(try Set(Tensor.dictionary(safetensors: path).keys) == Set(trained.weightNames))
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).range(of: Data("training.".utf8)) == nil)
      let (loaded, fresh) = (try model(seed: 4), try model(seed: 4))
      try loaded.load(path)
      try fresh.setWeights(trained.weights)
      #expect(loaded.weights.map(\.bits) == trained.weights.map(\.bits))
      for model in [loaded, fresh, trained] { try model.fit(examples, batchSize: 8) }
      #expect(loaded.weights.map(\.bits) == fresh.weights.map(\.bits))
      #expect(loaded.weights.map(\.bits) != trained.weights.map(\.bits))
    }
  }

  @Test func tensorsWithoutAPlaceInTheModelAreNamed() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      let model = try model(seed: 1)
      try model.save(path)
      var tensors = try Tensor.dictionary(safetensors: path).mapValues { $0 + 1 }
      tensors["dense_9.kernel"] = Tensor([1])
      try Tensor.write(tensors, safetensors: path)
      let before = model.weights
      #expect(
        message { try model.load(path) }
          == "\(path): it holds tensors that this model has no place for: \"dense_9.kernel\".")
      #expect(model.weights == before)
    }
  }

  @Test func aFileOfAnotherModelIsAnErrorAndChangesNothing() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      try model(seed: 1).save(path)
      let other = try Sequential(input: [6, 6, 1]) {
        Conv2D(3, kernelSize: 3, name: "conv2d_11")
        Flatten()
        Dense(4)
      }
      let before = other.weights
      #expect(
        message { try other.load(path) }
          == "\(path): it holds no tensor \"conv2d_11.kernel\" for this model; did you mean \"conv2d_1.kernel\"?")
      #expect(other.weights == before)
      let foreign = ["0.weight", "0.bias", "2.weight", "2.bias"].map { ($0, Tensor([1])) }
      try Tensor.write(Dictionary(uniqueKeysWithValues: foreign), safetensors: path)
      #expect(
        message { try other.load(path) } == """
          \(path): it holds no tensor "conv2d_11.kernel" for this model, but "0.bias", "0.weight", "2.bias" and 1 more; \
          the names that it needs stand in model.weightNames.
          """)
      try model(seed: 1).save(path)
      let wider = try Sequential(input: [6, 6, 1]) {
        Conv2D(5, kernelSize: 3)
        BatchNormalization()
        Flatten()
        Dense(4)
      }
      #expect(
        message { try wider.load(path) }
          == "The weights of conv2d_1.kernel have the shape [3, 3, 1, 5], but a tensor of shape [3, 3, 1, 3] was given."
      )
    }
  }

  @Test func damagedSafetensorsFilesAreErrors() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/m.safetensors"
      let model = try model(seed: 1)
      try model.fit(examples, epochs: 1)
      try model.save(path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      var failures = 0
      for length in stride(from: 0, to: whole.count, by: 97) {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        if message({ try model.load(path) }) != nil { failures += 1 }
      }
      #expect(failures == (whole.count + 96) / 97)
      // A header that claims 2⁶² bytes, and one whose tensor lies outside the file.
      var huge = Data([0, 0, 0, 0, 0, 0, 0, 0x40])
      huge.append(whole)
      try huge.write(to: URL(fileURLWithPath: path))
      #expect(message { try model.load(path) } == "\(path): this is not a safetensors file.")
      let header = Data("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,8]}}".utf8)
      var outside = Data([UInt8(header.count), 0, 0, 0, 0, 0, 0, 0])
      outside.append(header)
      outside.append(Data(count: 8))
      try outside.write(to: URL(fileURLWithPath: path))
      #expect(message { try model.load(path) }?.contains("does not go with its shape") == true)
    }
  }
}
