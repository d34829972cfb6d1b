import ConvNet
import Foundation

/// How the cost of training an image grows: with one thing changed, the others as the slides have them.
enum Growth {
  private struct Point {
    var filters = 64
    var side = 32
    var batch = 128
    var threads: Int?
  }

  private static let rounds = 3

  static func measure() throws {
    for threads in [1, 2] { try measure("threads", threads, Point(threads: threads)) }
    for batch in [16, 32, 64, 128, 256, 512, 1024] { try measure("batch", batch, Point(batch: batch)) }
    for side in [16, 32, 64, 128] { try measure("image side", side, Point(side: side)) }
    for filters in [16, 32, 64, 128, 256] { try measure("filters", filters, Point(filters: filters)) }
    // Patches of zeros are computed once.
    for black in [0, 25, 50, 75] {
      let data = try examples(2048, side: 28, channels: 1, blackRows: 28 * black / 100)
      try measure("mnist-conv, black %", black, SlideModel(name: .mnistConv).model(), data, batch: 128)
    }
  }

  private static func measure(_ name: String, _ value: Int, _ point: Point) throws {
    let engine = try Engine.make(threads: point.threads.map(String.init))
    try Engine.$override.withValue(engine) {
      let model = try Sequential(input: [point.side, point.side, 3], seed: 1) {
        Conv2D(point.filters, kernelSize: 3, padding: .same, activation: .relu)
        MaxPooling2D(2)
        Conv2D(point.filters, kernelSize: 3, padding: .same, activation: .relu)
        MaxPooling2D(2)
        Flatten()
        Dense(128, activation: .relu)
        Dense(10, activation: .softmax)
      }
      let data = try examples(max(4 * point.batch, 512), side: point.side, channels: 3, blackRows: 0)
      try measure(name, value, model, data, batch: point.batch)
    }
  }

  private static func measure(_ name: String, _ value: Int, _ model: Sequential, _ data: Examples, batch: Int) throws {
    // The first run touches every buffer.
    let times = try (0...rounds).map { _ in try time(model, data, batch: batch) }
    let perImage = Peak.median(Array(times.dropFirst())) / Double(data.count)
    print(
      """
      {"kind": "growth", "of": "\(name)", "value": \(value), "us_per_image": \(Peak.rounded(perImage * 1e6)), \
      "parameters": \(model.parameterCount)}
      """)
  }

  /// Images of noise below some rows of zeros.
  private static func examples(_ count: Int, side: Int, channels: Int, blackRows: Int) throws -> Examples {
    var state: UInt64 = 9
    let (row, image) = (side * channels, side * side * channels)
    let values = (0..<count * image).map { place -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return place % image < blackRows * row ? 0 : Float(state >> 40) / Float(1 << 24)
    }
    return try Examples(
      features: Tensor(shape: [count, side, side, channels], values), labels: (0..<count).map { $0 % 10 })
  }

  private static func time(_ model: Sequential, _ data: Examples, batch: Int) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try model.fit(data, epochs: 1, batchSize: batch, optimizer: .sgd(learningRate: 1e-4))
    let components = (clock.now - start).components
    return Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
