/// Loss and metrics of a training, one value an epoch, under Keras's names: `loss`, `accuracy`, `val_loss`, `val_accuracy`.
public struct History: Sendable, Equatable {
  /// One line of a chart.
  public struct Series: Sendable, Equatable {
    /// `loss`, `accuracy`, `val_loss`, `val_accuracy`.
    public var name: String
    /// One value an epoch.
    public var values: [Double]
  }

  /// In the order in which Keras lists them.
  public internal(set) var series: [Series] = []

  /// The values of a series by its name; empty where there is none of that name.
  public subscript(name: String) -> [Double] { series.first { $0.name == name }?.values ?? [] }

  /// Mean loss of each epoch.
  public var loss: [Double] { self["loss"] }
  /// Accuracy of each epoch in 0...1, measured while training; empty for regression.
  public var accuracy: [Double] { self["accuracy"] }
  /// Loss on the validation data after each epoch; empty where there are none.
  public var validationLoss: [Double] { self["val_loss"] }
  /// Accuracy on the validation data after each epoch; empty where there are none, and for regression.
  public var validationAccuracy: [Double] { self["val_accuracy"] }
  /// Number of epochs.
  public var epochs: Int { loss.count }

  /// The epochs of one training and then those of another: of a `fit` that was gone on with. A metric that one of them lacks is
  /// NaN in its epochs.
  public static func + (first: History, second: History) -> History {
    func values(_ name: String, of history: History) -> [Double] {
      let known = history[name]
      return known + Array(repeating: .nan, count: history.epochs - known.count)
    }
    var both = History()
    let names = first.series.map(\.name)
    for name in names + second.series.map(\.name).filter({ !names.contains($0) }) {
      both.series.append(Series(name: name, values: values(name, of: first) + values(name, of: second)))
    }
    return both
  }

  mutating func append(_ values: [(name: String, value: Double)]) {
    for (name, value) in values {
      if let index = series.firstIndex(where: { $0.name == name }) {
        series[index].values.append(value)
      } else {
        series.append(Series(name: name, values: [value]))
      }
    }
  }
}
