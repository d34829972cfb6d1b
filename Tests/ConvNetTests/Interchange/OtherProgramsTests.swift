import ConvNet
import Foundation
import Testing

@Suite struct OtherProgramsTests {
  private let x = Tensor(uncheckedShape: [2, 3], values: [-0.5, -0.25, 0, 0.25, 0.5, 0.75])
  private let bias = Tensor([1.5, -2, 0])
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden").path

  @Test func filesOfNumPyAreRead() throws {
    #expect(try Tensor(npy: "\(folder)/sample.npy") == x)
    #expect(try Tensor.dictionary(npz: "\(folder)/sample.npz") == ["x": x, "bias": bias])
    let deflated = try Tensor.dictionary(npz: "\(folder)/deflated.npz")
    #expect(deflated == ["x": x, "zeros": try Tensor(shape: [20, 50], repeating: 0)])
  }

  @Test func anNPYFileHasTheBytesThatNumPyWrites() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).npy").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try x.write(npy: path)
    #expect(FileManager.default.contents(atPath: path) == FileManager.default.contents(atPath: "\(folder)/sample.npy"))
  }

  @Test func filesOfTheSafetensorsLibraryAreRead() throws {
    #expect(try Tensor.dictionary(safetensors: "\(folder)/sample.safetensors") == ["x": x, "bias": bias])
  }

  /// A Python with numpy and safetensors: `CUADERNO_PYTHON`, the one that `make bench` installs, or the system's.
  static let python: URL? = {
    let package = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let candidates: [String?] = [
      ProcessInfo.processInfo.environment["CUADERNO_PYTHON"], package.appending(path: ".peers/bin/python").path,
      "/usr/bin/python3",
    ]
    return candidates.compactMap(\.self).map(URL.init(fileURLWithPath:)).first {
      (try? run($0, ["-c", "import numpy, safetensors.numpy"])) == 0
    }
  }()

  private static func run(_ python: URL, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = python
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(.enabled(if: python != nil, "there is no Python with numpy and safetensors; CUADERNO_PYTHON may name one"))
  func pythonReadsWhatIsWritten() throws {
    let python = try #require(Self.python)
    try inTemporaryFolder { folder in
      try x.write(npy: "\(folder)/x.npy")
      try Tensor.write(["x": x, "bias": bias], npz: "\(folder)/a.npz")
      try Tensor.write(["x": x, "bias": bias], safetensors: "\(folder)/a.safetensors")
      let model = try Sequential(input: [3], seed: 1) { Dense(2, kernelInitializer: .constant(0.5)) }
      try model.fit(
        Examples(features: x, targets: Tensor(shape: [2, 2], repeating: 0)), optimizer: .sgd(learningRate: 0.0))
      try model.save("\(folder)/m.safetensors")
      let script = """
        import sys, numpy as np
        from safetensors.numpy import load_file
        folder = sys.argv[1]
        x = np.arange(6).reshape(2, 3) / 4 - 0.5
        assert (np.load(folder + "/x.npy") == x).all() and np.load(folder + "/x.npy").dtype == np.float32
        for d in (np.load(folder + "/a.npz"), load_file(folder + "/a.safetensors")):
          assert sorted(d.keys()) == ["bias", "x"]
          assert (d["x"] == x).all() and (d["bias"] == [1.5, -2, 0]).all()
        m = load_file(folder + "/m.safetensors")
        assert (m["dense_1.kernel"] == np.full((3, 2), 0.5)).all() and (m["dense_1.bias"] == 0).all()
        """
      #expect(try Self.run(python, ["-c", script, folder]) == 0)
    }
  }

  struct Predictions: Decodable, Sendable {
    var x: GoldenTensor
    var predictions: GoldenTensor
  }

  @Test(arguments: golden("keras.json", as: Predictions.self))
  func weightsOfKerasPredictAlike(_ example: Predictions) throws {
    let model = try Sequential(input: [6, 5, 2]) {
      Conv2D(3, kernelSize: 3, padding: .same, activation: .relu)
      BatchNormalization()
      MaxPooling2D(2)
      DepthwiseConv2D(2)
      Conv2D(4, kernelSize: 1, activation: .relu)
      Flatten()
      Dense(5, activation: .tanh)
      Dense(3, activation: .softmax)
    }
    try model.load("\(folder)/keras.safetensors")
    #expect(relativeDifference(try model.predict(example.x.tensor), example.predictions.tensor) < 1e-5)
  }
}
