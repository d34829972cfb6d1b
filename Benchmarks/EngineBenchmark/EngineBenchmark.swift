import ConvNet
import Foundation

/// Measures the engine: whole training runs through the public API, the matrix product against the processor's limit, and how
/// cost grows. Prints a line of JSON a measurement.
@main
struct EngineBenchmark {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let command = arguments.isEmpty ? "" : arguments.removeFirst()
    switch command {
    case "train":
      guard let model = arguments.first.flatMap(SlideModel.Name.init) else { return usage() }
      let numbers = arguments.dropFirst().compactMap(Int.init)
      guard numbers.count == arguments.count - 1, numbers.allSatisfy({ $0 > 0 }) else { return usage() }
      func number(_ place: Int, _ otherwise: Int) -> Int {
        numbers.indices.contains(place) ? numbers[place] : otherwise
      }
      try train(
        SlideModel(name: model, filters: number(1, 64), kernel: number(2, 3), strides: number(3, 1)),
        epochs: number(0, 3))
    case "peak":
      try Peak.measure()
    case "growth":
      try Growth.measure()
    default:
      usage()
    }
  }

  private static func usage() {
    let models = SlideModel.Name.allCases.map(\.rawValue).joined(separator: " | ")
    FileHandle.standardError.write(
      Data(
        """
        usage: EngineBenchmark train \(models) [EPOCHS [FILTERS [KERNEL [STRIDES]]]]
               EngineBenchmark peak      the matrix product against the processor's limit
               EngineBenchmark growth    cost by threads, batch, image side, filters and black ground

        """.utf8))
    exit(64)
  }

  private static func train(_ slide: SlideModel, epochs: Int) throws {
    let data = try slide.dataset()
    let model = try slide.model()
    let kernels = try Engine.current().kernels.name
    for epoch in 1...epochs {
      let clock = ContinuousClock()
      let start = clock.now
      let history = try model.fit(data.train, epochs: 1, batchSize: 128, optimizer: .adam())
      let trained = clock.now
      let result = try model.evaluate(data.test)
      let ended = clock.now
      print(
        """
        {"peer": "cuaderno", "kernels": "\(kernels)", "model": "\(slide.name.rawValue)", "epoch": \(epoch), \
        "train_s": \(seconds(trained - start)), "train_accuracy": \(history["accuracy"].last ?? .nan), \
        "test_s": \(seconds(ended - trained)), "test_accuracy": \(result.accuracy), "batch": 128, \
        "filters": \(slide.filters), "kernel": \(slide.kernel), "strides": \(slide.strides)}
        """)
    }
  }

  /// A duration in seconds, as JSON writes it.
  static func seconds(_ duration: Duration) -> String {
    String(format: "%.4f", Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
  }
}
