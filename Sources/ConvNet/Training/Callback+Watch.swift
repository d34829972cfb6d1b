extension Callback {
  /// A metric that is watched for its best epoch.
  package struct Watch {
    let monitor: String
    private let mode: Mode
    private let minDelta: Double
    private let patience: Int?
    private let baseline: Double?
    let restoresBest: Bool
    private let epochsBefore: Int

    private var best: Double?
    private(set) var bestWeights: [Tensor] = []
    private var epochsWaited = 0

    /// - Parameters:
    ///   - patience: Epochs without a better one after which training stops; `nil` for never.
    ///   - baseline: A value that has to be beaten too.
    ///   - epochsBefore: Epochs at the beginning that do not count.
    package init(
      monitor: String, mode: Mode = .auto, minDelta: Double = 0, patience: Int? = nil, baseline: Double? = nil,
      restoresBest: Bool = false, epochsBefore: Int = 0
    ) {
      self.monitor = monitor
      self.mode = mode
      self.minDelta = minDelta
      self.patience = patience
      self.baseline = baseline
      self.restoresBest = restoresBest
      self.epochsBefore = epochsBefore
    }

    /// Takes the value of an epoch, counted from 1; whether training is to stop. The rules are those of Keras's `EarlyStopping`.
    package mutating func isEnough(_ value: Double, epoch: Int, of model: Sequential) -> Bool {
      guard epoch > epochsBefore else { return false }
      if restoresBest && bestWeights.isEmpty { bestWeights = model.weights }
      epochsWaited += 1
      if best.map({ isBetter(value, than: $0) }) ?? !value.isNaN {
        best = value
        if restoresBest { bestWeights = model.weights }
        if baseline.map({ isBetter(value, than: $0) }) ?? true { epochsWaited = 0 }
        return false
      }
      return epoch > 1 && patience.map { epochsWaited >= $0 } ?? false
    }

    private func isBetter(_ value: Double, than other: Double) -> Bool {
      isLessBetter ? value < other - minDelta : value > other + minDelta
    }

    private var isLessBetter: Bool {
      switch mode {
      case .auto: monitor.hasSuffix("loss") || monitor.hasSuffix("error")
      case .min: true
      case .max: false
      }
    }
  }
}
