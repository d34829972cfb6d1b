/// The callbacks of one training at work.
struct CallbackRunner {
  /// A metric that is watched for its best epoch.
  fileprivate struct Watch {
    let monitor: String
    let isSmallerBetter: Bool
    let minDelta: Double
    /// Epochs without improvement after which training stops; `nil` for never.
    let patience: Int?
    let restoresBest: Bool
    var best: Double?
    var epochsSinceBest = 0
    var bestWeights: [Tensor] = []
  }

  private let epochClosures: [(Callback.Moment) throws -> Void]
  private let batchClosures: [(Callback.Moment) throws -> Void]
  private var watches: [Watch] = []

  var watchesBatches: Bool { !batchClosures.isEmpty }

  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where a metric is watched that the training does not have.
  init(_ callbacks: [Callback], metricNames: [String]) throws {
    epochClosures = callbacks.compactMap { if case .epochEnd(let body) = $0.kind { body } else { nil } }
    batchClosures = callbacks.compactMap { if case .batchEnd(let body) = $0.kind { body } else { nil } }
    for callback in callbacks {
      let (name, direction): (String, Callback.Direction)
      let watch: (Bool) -> Watch
      switch callback.kind {
      case .epochEnd, .batchEnd: continue
      case .bestWeights(let monitor, let way):
        (name, direction) = (monitor, way)
        watch = { Watch(monitor: monitor, isSmallerBetter: $0, minDelta: 0, patience: nil, restoresBest: true) }
      case .earlyStopping(let monitor, let minDelta, let patience, let way, let restoreBest):
        (name, direction) = (monitor, way)
        watch = {
          Watch(
            monitor: monitor, isSmallerBetter: $0, minDelta: minDelta, patience: patience, restoresBest: restoreBest)
        }
      }
      guard metricNames.contains(name) else {
        let nearest = nearestName(to: name, among: metricNames).map { "; did you mean \"\($0)\"?" } ?? ""
        throw ConvNetError.argument(
          name: "monitor", value: "\"\(name)\"",
          rule: "one of \(metricNames.joined(separator: ", ")) (val_… needs validation data)\(nearest)")
      }
      let isError = name.hasSuffix("loss") || name.hasSuffix("error")
      watches.append(watch(direction == .automatic ? isError : direction == .smaller))
    }
  }

  func batchEnded(_ moment: Callback.Moment) throws {
    for closure in batchClosures { try closure(moment) }
  }

  /// Whether training is to stop.
  mutating func epochEnded(_ moment: Callback.Moment, model: Sequential) throws -> Bool {
    var stops = false
    for closure in epochClosures {
      do { try closure(moment) } catch is Callback.StopTraining { stops = true }
    }
    for index in watches.indices {
      guard let value = moment.metrics[watches[index].monitor] else { continue }
      if watches[index].isImproved(by: value) {
        watches[index].best = value
        watches[index].epochsSinceBest = 0
        if watches[index].restoresBest { watches[index].bestWeights = model.weights }
      } else {
        watches[index].epochsSinceBest += 1
        if let patience = watches[index].patience, watches[index].epochsSinceBest >= max(patience, 1) { stops = true }
      }
    }
    return stops
  }

  func trainingEnded(model: Sequential) throws {
    for watch in watches where watch.restoresBest && !watch.bestWeights.isEmpty {
      try model.setWeights(watch.bestWeights)
    }
  }
}

extension CallbackRunner.Watch {
  fileprivate func isImproved(by value: Double) -> Bool {
    guard let best else { return true }
    return isSmallerBetter ? value < best - minDelta : value > best + minDelta
  }
}
