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

  /// Set `CUADERNO_PYTHON` to a Python with numpy and safetensors to run it.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CUADERNO_PYTHON"] != nil))
  func pythonReadsWhatIsWritten() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    let (archive, weights) = ("\(base).npz", "\(base).safetensors")
    defer { for path in [archive, weights] { try? FileManager.default.removeItem(atPath: path) } }
    try Tensor.write(["x": x, "bias": bias], npz: archive)
    try Tensor.write(["x": x, "bias": bias], safetensors: weights)
    let python = Process()
    python.executableURL = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CUADERNO_PYTHON"] ?? "")
    python.arguments = [
      "-c",
      """
      import sys, numpy as np
      from safetensors.numpy import load_file
      for d in (np.load(sys.argv[1]), load_file(sys.argv[2])):
        assert (d["x"] == np.arange(6).reshape(2, 3) / 4 - 0.5).all() and (d["bias"] == [1.5, -2, 0]).all()
      """,
      archive, weights,
    ]
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
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
