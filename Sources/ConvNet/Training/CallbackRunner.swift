import Names

/// The callbacks of one training at work.
struct CallbackRunner {
  /// In the order in which they were given, which is that in which they are called.
  private var kinds: [Callback.Kind]
  let watchesBatches: Bool

  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where a metric is watched that the training does not have.
  init(_ callbacks: [Callback], metricNames: [String]) throws {
    kinds = callbacks.map(\.kind)
    watchesBatches = kinds.contains { if case .batchEnd = $0 { true } else { false } }
    for watch in watches where !metricNames.contains(watch.monitor) {
      let nearest = nearestName(to: watch.monitor, among: metricNames).map { "; did you mean \"\($0)\"?" } ?? ""
      throw ConvNetError.argument(
        name: "monitor", value: "\"\(watch.monitor)\"",
        rule: "one of \(metricNames.joined(separator: ", ")) (val_… needs validation data)\(nearest)")
    }
  }

  /// Whether training is to stop.
  func batchEnded(_ moment: Callback.Moment) throws -> Bool {
    var stops = false
    for kind in kinds {
      if case .batchEnd(let body) = kind, try Self.stops(body, moment) { stops = true }
    }
    return stops
  }

  /// Whether training is to stop.
  mutating func epochEnded(_ moment: Callback.Moment, model: Sequential) throws -> Bool {
    var stops = false
    for index in kinds.indices {
      switch kinds[index] {
      case .batchEnd: continue
      case .epochEnd(let body):
        if try Self.stops(body, moment) { stops = true }
      case .watch(var watch):
        guard let value = moment.metrics[watch.monitor] else { continue }
        if watch.isEnough(value, epoch: moment.epoch, of: model) { stops = true }
        kinds[index] = .watch(watch)
      }
    }
    return stops
  }

  /// Calls a closure; whether it asked for the end.
  private static func stops(_ body: (Callback.Moment) throws -> Void, _ moment: Callback.Moment) throws -> Bool {
    do { try body(moment) } catch is Callback.StopTraining { return true }
    return false
  }

  func trainingEnded(model: Sequential) throws {
    for watch in watches where watch.restoresBest && !watch.bestWeights.isEmpty {
      try model.setWeights(watch.bestWeights)
    }
  }

  private var watches: [Callback.Watch] { kinds.compactMap { if case .watch(let watch) = $0 { watch } else { nil } } }
}
