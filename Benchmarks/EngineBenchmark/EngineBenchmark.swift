import ConvNet
import Foundation

/// Measures the engine through the public API: `EngineBenchmark train MODEL [EPOCHS]`.
///
/// Prints one line of JSON an epoch, with the names that `train_peers.py` uses.
@main
struct EngineBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "train":
      guard let model = arguments.dropFirst().first.flatMap(SlideModel.init) else { return usage() }
      try train(model, epochs: arguments.dropFirst(2).first.flatMap(Int.init) ?? 3)
    default:
      usage()
    }
  }

  private static func usage() {
    let models = SlideModel.allCases.map(\.rawValue).joined(separator: " | ")
    FileHandle.standardError.write(Data("usage: EngineBenchmark train \(models) [EPOCHS]\n".utf8))
    exit(64)
  }

  private static func train(_ slide: SlideModel, epochs: Int) throws {
    let data = try slide.dataset()
    let model = try slide.model()
    for epoch in 1...epochs {
      let clock = ContinuousClock()
      let start = clock.now
      let history = try model.fit(data.train, epochs: 1, batchSize: 128, optimizer: .adam())
      let trained = clock.now
      let result = try model.evaluate(data.test)
      let ended = clock.now
      print(
        """
        {"peer": "cuaderno", "model": "\(slide.rawValue)", "epoch": \(epoch), \
        "train_s": \(seconds(trained - start)), "train_accuracy": \(history["accuracy"].last ?? .nan), \
        "test_s": \(seconds(ended - trained)), "test_accuracy": \(result.accuracy), "batch": 128}
        """)
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    String(format: "%.3f", Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
  }
}
