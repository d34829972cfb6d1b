import ConvNet
import Foundation
import Testing

@Suite struct InterchangeTests {
  @Test(arguments: [[], [1], [0, 3], [7], [2, 3], [3, 1, 4, 2]])
  func numbersComeBackFromNPYBitForBit(_ shape: [Int]) throws {
    try inTemporaryFolder { folder in
      var tensor = randomTensor(shape, seed: 3)
      if tensor.count > 2 { tensor.values.replaceSubrange(0..<3, with: [.nan, -.infinity, -0.0]) }
      try tensor.write(npy: "\(folder)/x.npy")
      let back = try Tensor(npy: "\(folder)/x.npy")
      #expect(back.shape == shape)
      #expect(back.bits == tensor.bits)
    }
  }

  /// What NumPy writes of an array that it has transposed: the first axis runs fastest.
  @Test func arraysInFortranOrderAreRead() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/x.npy"
      for shape in [[], [4], [2, 3], [3, 1, 4, 2], [2, 0, 3]] {
        let tensor = randomTensor(shape, seed: 5)
        // Written in C order with the axes the other way round, an array is this one in Fortran order.
        var steps = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropFirst() { steps[axis] = steps[axis - 1] * shape[axis - 1] }
        var turned = tensor.values
        for place in tensor.values.indices {
          var (rest, target) = (place, 0)
          for axis in shape.indices.reversed() {
            target += rest % shape[axis] * steps[axis]
            rest /= shape[axis]
          }
          turned[target] = tensor.values[place]
        }
        try Tensor(shape: shape, turned).write(npy: path)
        var file = try Data(contentsOf: URL(fileURLWithPath: path))
        file.replaceSubrange(try #require(file.range(of: Data("False".utf8))), with: Data("True ".utf8))
        try file.write(to: URL(fileURLWithPath: path))
        let back = try Tensor(npy: path)
        #expect(back.shape == shape && back.bits == tensor.bits, "\(shape)")
      }
    }
  }

  @Test func damagedNPYFilesAreErrors() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/x.npy"
      func text(_ bytes: Data) throws -> String? {
        try bytes.write(to: URL(fileURLWithPath: path))
        return message { _ = try Tensor(npy: path) }.map { String($0.dropFirst(path.count + 2)) }
      }
      try randomTensor([2, 3], seed: 1).write(npy: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(try text(Data()) == "this is not a NumPy (.npy) file.")
      #expect(try text(Data("hello, world".utf8)) == "this is not a NumPy (.npy) file.")
      #expect(
        try text(whole.dropLast(4))
          == "the file is cut short: \(whole.count) bytes were expected and \(whole.count - 4) are there; copy it again."
      )
      func replaced(_ old: String, _ new: String) throws -> String? {
        let position = try #require(whole.range(of: Data(old.utf8)))
        var changed = whole
        changed.replaceSubrange(position, with: Data(new.utf8))
        return try text(changed)
      }
      #expect(
        try replaced("<f4", "<f8") == """
          the numbers are of the type <f8; <f4 (32-bit float) can be read. In NumPy: array.astype("float32"), in PyTorch: \
          tensor.float().
          """)
      #expect(try replaced("(2, 3)", "(9, 9)")?.contains("cut short") == true)
      #expect(try replaced("(2, 3)", "(2, 2)") == "the header is damaged (8 bytes follow the numbers).")
      #expect(try replaced("{'descr'", "{'dascr'")?.contains("does not name descr") == true)
      // Cut anywhere, or with any byte of the header changed: an error or a tensor, never a crash.
      for length in 0..<whole.count { _ = try text(Data(whole.prefix(length))) }
      for place in 0..<128 {
        var changed = whole
        changed[place] ^= 0x15
        _ = try text(changed)
      }
      #expect(message { _ = try Tensor(npy: "\(folder)/none.npy") }?.contains("there is no such file") == true)
      #expect(message { _ = try Tensor(npy: folder) }?.contains("it is a folder") == true)
    }
  }

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

  @Test func trainingGoesOnFromAFileAsIfItHadNotStopped() throws {
    try inTemporaryFolder { folder in
      let whole = try model(seed: 4)
      try whole.fit(examples, epochs: 3, batchSize: 8)
      let first = try model(seed: 4)
      try first.fit(examples, epochs: 1, batchSize: 8)
      try first.save("\(folder)/m.safetensors")
      let second = try model(seed: 4)
      try second.load("\(folder)/m.safetensors")
      #expect(second.weights.map(\.bits) == first.weights.map(\.bits))
      #expect(try second.predict(examples).bits == first.predict(examples).bits)
      try second.fit(examples, epochs: 2, batchSize: 8)
      #expect(second.weights.map(\.bits) == whole.weights.map(\.bits))
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

  @Test func archivesComeBackFromNPZ() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/a.npz"
      let tensors = ["x": randomTensor([2, 3], seed: 1), "größe": randomTensor([5], seed: 2)]
      try Tensor.write(tensors, npz: path)
      #expect(try Tensor.dictionary(npz: path) == tensors)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for length in 0..<whole.count {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(message { _ = try Tensor.dictionary(npz: path) } != nil)
      }
      for place in whole.indices {
        var changed = whole
        changed[place] ^= 0x2A
        try changed.write(to: URL(fileURLWithPath: path))
        _ = try? Tensor.dictionary(npz: path)
      }
    }
  }
}
