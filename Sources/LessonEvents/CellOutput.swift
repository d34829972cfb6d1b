/// One thing a cell shows, as data: how it looks is the report's affair, so that a new look runs nothing again.
public indirect enum CellOutput: Codable, Sendable, Equatable {
  /// Text, set as it stands.
  case text(String)
  /// Rows of cells.
  case table(TableOutput)
  /// Accuracy with its support, per data set.
  case metrics(MetricsOutput)
  /// Counts of predictions by true class.
  case confusionMatrix(ConfusionMatrixOutput)
  /// Loss and metrics of a training.
  case history(HistoryOutput)
  /// The layers of a model.
  case summary(SummaryOutput)
  /// A picture or a drawing.
  case figure(FigureOutput)
  /// A check shown where it stands.
  case check(CheckResult)
  /// An output with the caption and the alternative text that the program gave it; they come before the cell's.
  case captioned(CellOutput, caption: String?, alt: String?)
}

extension CellOutput {
  /// What is shown, without the words that the program gave it.
  public var content: CellOutput {
    if case .captioned(let output, _, _) = self { output.content } else { self }
  }

  /// The caption that the program gave, inline Markdown.
  public var caption: String? {
    if case .captioned(let output, let caption, _) = self { caption ?? output.caption } else { nil }
  }

  /// The alternative text that the program gave.
  public var alt: String? {
    if case .captioned(let output, _, let alt) = self { alt ?? output.alt } else { nil }
  }

  /// The same output with the words that are not `nil`; a check has its own.
  public func captioned(_ caption: String?, alt: String?) -> CellOutput {
    if caption == nil, alt == nil { return self }
    if case .check = content { return self }
    return .captioned(content, caption: caption ?? self.caption, alt: alt ?? self.alt)
  }
}

/// Rows of cells under a header; a matrix is a table without a header.
public struct TableOutput: Codable, Sendable, Equatable {
  /// Names of the columns; empty for a matrix.
  public var header: [String]
  /// The cells, row by row.
  public var rows: [[String]]
  /// Whether all cells are numbers, to be set right-aligned.
  public var isNumeric: Bool
  /// Columns that came as numbers, by index, where not all did: text that only looks like one is left as it is.
  public var numberColumns: [Int]

  /// Puts the parts together.
  public init(header: [String] = [], rows: [[String]], isNumeric: Bool = false, numberColumns: [Int] = []) {
    self.header = header
    self.rows = rows
    self.isNumeric = isNumeric
    self.numberColumns = numberColumns
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
    /// Mean loss.
    public var loss: Double
    /// Number of images.
    public var support: Int
    /// Whether the data are the original files (else drawn by the engine, or a part).
    public var isComparable: Bool

    /// Puts the parts together.
    public init(name: String, accuracy: Double, loss: Double, support: Int, isComparable: Bool) {
      self.name = name
      self.accuracy = accuracy
      self.loss = loss
      self.support = support
      self.isComparable = isComparable
    }
  }

  /// One evaluated data set each.
  public var rows: [Row]
  /// Per-class figures, where the author asked for them.
  public var perClass: [ClassMetrics]

  /// Puts the parts together.
  public init(rows: [Row], perClass: [ClassMetrics] = []) {
    self.rows = rows
    self.perClass = perClass
  }
}

/// Precision, recall and F1 of one class, in 0...1, with its support.
public struct ClassMetrics: Codable, Sendable, Equatable {
  /// Name of the class.
  public var name: String
  /// Share of the predictions of this class that are right.
  public var precision: Double
  /// Share of the examples of this class that were found.
  public var recall: Double
  /// Harmonic mean of precision and recall.
  public var f1: Double
  /// Number of examples of this class.
  public var support: Int

  /// Puts the parts together.
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
  /// Names of the classes, in the order of rows and columns.
  public var classNames: [String]
  /// `counts[true][predicted]`
  public var counts: [[Int]]
  /// Precision, recall and F1 of each class; empty where the author did not ask for them.
  public var perClass: [ClassMetrics]

  /// Puts the parts together.
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
    /// Keras's name of it: `loss`, `val_accuracy`, …
    public var name: String
    /// One value an epoch.
    public var values: [Double]

    /// Puts the parts together.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// The lines of the chart.
  public var series: [Series]

  /// Puts the parts together.
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
    /// Number of parameters.
    public var parameters: Int
    /// How the parameter count comes about: `64 × 3 × 3 × 3 + 64 = 1792`; empty where there are none.
    public var parameterFormula: String
    /// How the output size comes about; empty where it is the input's.
    public var shapeFormula: String

    /// Puts the parts together.
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
  /// In the order of the model.
  public var layers: [Layer]
  /// Parameters that training moves.
  public var trainableParameters: Int
  /// Parameters that training does not move along a gradient: moving averages.
  public var nonTrainableParameters: Int

  /// Puts the parts together.
  public init(inputShape: [Int], layers: [Layer], trainableParameters: Int, nonTrainableParameters: Int) {
    self.inputShape = inputShape
    self.layers = layers
    self.trainableParameters = trainableParameters
    self.nonTrainableParameters = nonTrainableParameters
  }
}
