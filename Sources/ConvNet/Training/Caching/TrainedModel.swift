import Digests
import Foundation

/// What a `fit` leaves behind, as a file holds it: a line with the digest of the rest, a line of JSON, then the numbers.
struct TrainedModel {
  private struct Header: Codable {
    var series: [String]
    var values: [[Double]]
    var epochs: Int
    var steps: Int
    var optimizerSteps: Int
    var parameterCount: Int
    var stateCount: Int
    var slotCount: Int
  }

  private let header: Header
  /// Parameters, moving averages, then the optimiser's slots: 32-bit floats in the machine's byte order.
  private let numbers: Data

  /// Nothing is kept of a model that never saw an optimiser: `fit` gives it one.
  init(_ model: Sequential, history: History) {
    let slots = model.training.optimizer?.slots ?? []
    header = Header(
      series: history.series.map(\.name), values: history.series.map(\.values), epochs: model.training.epochs,
      steps: model.training.steps, optimizerSteps: model.training.optimizer?.steps ?? 0,
      parameterCount: model.parameters.count, stateCount: model.state.count, slotCount: slots.count)
    var numbers = Data()
    for buffer in [model.parameters, model.state] + slots {
      numbers.append(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count))
    }
    self.numbers = numbers
  }

  /// `nil` where the file is not whole.
  init?(_ data: Data) {
    guard let first = data.firstIndex(of: UInt8(ascii: "\n")),
      let second = data[(first + 1)...].firstIndex(of: UInt8(ascii: "\n")),
      String(decoding: data[..<first], as: UTF8.self) == Self.heading(data[(first + 1)...]),
      let header = try? Self.decoder.decode(Header.self, from: data[(first + 1)..<second])
    else { return nil }
    self.header = header
    numbers = data[(second + 1)...]
  }

  var data: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // The loss of training is finite, that of validation may not be.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let rest = ((try? encoder.encode(header)) ?? Data()) + Data([0x0A]) + numbers
    return Data((Self.heading(rest) + "\n").utf8) + rest
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  /// Gives the model what the `fit` had left it; `nil` where the numbers do not fit it, which then stays as it was.
  func restore(_ model: Sequential, optimizer: Optimizer) -> History? {
    let state =
      model.training.optimizer.flatMap { $0.optimizer == optimizer ? $0 : nil }
      ?? OptimizerState(optimizer, parameterCount: model.parameters.count)
    let buffers = [model.parameters, model.state] + state.slots
    let bytes = buffers.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride
    guard header.parameterCount == model.parameters.count, header.stateCount == model.state.count,
      header.slotCount == state.slots.count, numbers.count == bytes, header.series.count == header.values.count
    else { return nil }
    numbers.withUnsafeBytes { source in
      var offset = 0
      for buffer in buffers {
        let size = buffer.count * MemoryLayout<Float>.stride
        UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(buffer.pointer), count: size)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + size]))
        offset += size
      }
    }
    state.steps = header.optimizerSteps
    model.training.epochs = header.epochs
    model.training.steps = header.steps
    model.training.optimizer = state
    var history = History()
    history.series = zip(header.series, header.values).map { History.Series(name: $0, values: $1) }
    return history
  }

  private static func heading(_ rest: Data) -> String {
    var digest = ContentDigest()
    rest.withUnsafeBytes { digest.update($0) }
    return "cuaderno fit 1 \(digest.hexadecimal())"
  }
}
