/// The callbacks of one training at work.
struct CallbackRunner {
  private let epochClosures: [(Callback.Moment) throws -> Void]
  private let batchClosures: [(Callback.Moment) throws -> Void]
  private var watches: [Callback.Watch]

  var watchesBatches: Bool { !batchClosures.isEmpty }

  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where a metric is watched that the training does not have.
  init(_ callbacks: [Callback], metricNames: [String]) throws {
    epochClosures = callbacks.compactMap { if case .epochEnd(let body) = $0.kind { body } else { nil } }
    batchClosures = callbacks.compactMap { if case .batchEnd(let body) = $0.kind { body } else { nil } }
    watches = callbacks.compactMap { if case .watch(let watch) = $0.kind { watch } else { nil } }
    for watch in watches where !metricNames.contains(watch.monitor) {
      let nearest = nearestName(to: watch.monitor, among: metricNames).map { "; did you mean \"\($0)\"?" } ?? ""
      throw ConvNetError.argument(
        name: "monitor", value: "\"\(watch.monitor)\"",
        rule: "one of \(metricNames.joined(separator: ", ")) (val_… needs validation data)\(nearest)")
    }
  }

  /// Whether training is to stop.
  func batchEnded(_ moment: Callback.Moment) throws -> Bool { try stops(batchClosures, moment) }

  /// Calls all closures; whether one of them asked for the end.
  private func stops(_ closures: [(Callback.Moment) throws -> Void], _ moment: Callback.Moment) throws -> Bool {
    var stops = false
    for closure in closures {
      do { try closure(moment) } catch is Callback.StopTraining { stops = true }
    }
    return stops
  }

  /// Whether training is to stop.
  mutating func epochEnded(_ moment: Callback.Moment, model: Sequential) throws -> Bool {
    var stops = try stops(epochClosures, moment)
    for index in watches.indices {
      guard let value = moment.metrics[watches[index].monitor] else { continue }
      if watches[index].isEnough(value, epoch: moment.epoch, of: model) { stops = true }
    }
    return stops
  }

  func trainingEnded(model: Sequential) throws {
    for watch in watches where watch.restoresBest && !watch.bestWeights.isEmpty {
      try model.setWeights(watch.bestWeights)
    }
  }
}
