/// One thing a cell shows, as data: how it looks is the report's affair, so that a new look runs nothing again.
public enum CellOutput: Codable, Sendable, Equatable {
  case text(String)
  case table(TableOutput)
  /// Accuracy with its support, per data set.
  case metrics(MetricsOutput)
  case confusionMatrix(ConfusionMatrixOutput)
  case history(HistoryOutput)
  case summary(SummaryOutput)
  case figure(FigureOutput)
  /// A check shown where it stands.
  case check(CheckResult)
}

/// Rows of cells under a header; a matrix is a table without a header.
public struct TableOutput: Codable, Sendable, Equatable {
  public var header: [String]
  public var rows: [[String]]
  /// Whether the cells are numbers, to be set right-aligned.
  public var isNumeric: Bool

  public init(header: [String] = [], rows: [[String]], isNumeric: Bool = false) {
    self.header = header
    self.rows = rows
    self.isNumeric = isNumeric
  }
}

/// The result of an evaluation: one row a data set.
public struct MetricsOutput: Codable, Sendable, Equatable {
  /// One evaluated data set.
  public struct Row: Codable, Sendable, Equatable {
    /// `Train`, `Test`, or what the author calls it.
    public var name: String
    /// In 0...1.
    public var accuracy: Double
    public var loss: Double
    /// Number of images.
    public var support: Int
    /// Whether the data are the original files (else drawn by the engine, or a part).
    public var isComparable: Bool

    public init(name: String, accuracy: Double, loss: Double, support: Int, isComparable: Bool) {
      self.name = name
      self.accuracy = accuracy
      self.loss = loss
      self.support = support
      self.isComparable = isComparable
    }
  }

  public var rows: [Row]
  /// Per-class figures, where the author asked for them.
  public var perClass: [ClassMetrics]

  public init(rows: [Row], perClass: [ClassMetrics] = []) {
    self.rows = rows
    self.perClass = perClass
  }
}

/// Precision, recall and F1 of one class, in 0...1, with its support.
public struct ClassMetrics: Codable, Sendable, Equatable {
  public var name: String
  public var precision: Double
  public var recall: Double
  public var f1: Double
  public var support: Int

  public init(name: String, precision: Double, recall: Double, f1: Double, support: Int) {
    self.name = name
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.support = support
  }
}

/// Counts of predictions: row = true class, column = predicted class.
public struct ConfusionMatrixOutput: Codable, Sendable, Equatable {
  public var classNames: [String]
  /// `counts[true][predicted]`
  public var counts: [[Int]]
  public var perClass: [ClassMetrics]

  public init(classNames: [String], counts: [[Int]], perClass: [ClassMetrics] = []) {
    self.classNames = classNames
    self.counts = counts
    self.perClass = perClass
  }
}

/// Loss and metrics per epoch.
public struct HistoryOutput: Codable, Sendable, Equatable {
  /// One line of the chart: `loss`, `accuracy`, `val_loss`, `val_accuracy` (Keras's names), one value an epoch.
  public struct Series: Codable, Sendable, Equatable {
    public var name: String
    public var values: [Double]

    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  public var series: [Series]

  public init(series: [Series]) { self.series = series }
}

/// A model as Keras's `summary` shows it.
public struct SummaryOutput: Codable, Sendable, Equatable {
  /// One layer.
  public struct Layer: Codable, Sendable, Equatable {
    /// `conv2d_1`
    public var name: String
    /// `Conv2D`
    public var type: String
    /// Without the batch: `[30, 30, 64]`.
    public var outputShape: [Int]
    public var parameters: Int
    /// How the parameter count comes about: `64 × 3 × 3 × 3 + 64 = 1792`; empty where there are none.
    public var parameterFormula: String
    /// How the output size comes about; empty where it is the input's.
    public var shapeFormula: String

    public init(
      name: String, type: String, outputShape: [Int], parameters: Int,
      parameterFormula: String = "", shapeFormula: String = ""
    ) {
      self.name = name
      self.type = type
      self.outputShape = outputShape
      self.parameters = parameters
      self.parameterFormula = parameterFormula
      self.shapeFormula = shapeFormula
    }
  }

  /// Without the batch: `[32, 32, 3]`.
  public var inputShape: [Int]
  public var layers: [Layer]
  public var trainableParameters: Int
  public var nonTrainableParameters: Int

  public init(inputShape: [Int], layers: [Layer], trainableParameters: Int, nonTrainableParameters: Int) {
    self.inputShape = inputShape
    self.layers = layers
    self.trainableParameters = trainableParameters
    self.nonTrainableParameters = nonTrainableParameters
  }
}
