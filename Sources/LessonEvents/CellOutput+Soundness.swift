/// What a lesson may show is whatever its author puts together: the report draws only what fits together.
extension CellOutput {
  /// Whether the output can be drawn: its sizes agree, its indices are of what is there, an axis can hold its numbers.
  package var isSound: Bool {
    switch self {
    case .text, .metrics, .check: true
    case .table(let table): table.numberColumns.allSatisfy { $0 >= 0 }
    case .confusionMatrix(let matrix): matrix.isSound
    case .history(let history): history.isSound
    case .summary(let summary): summary.isSound
    case .figure(let figure): figure.isSound
    case .captioned(let output, _, _): output.isSound
    }
  }
}

extension ConfusionMatrixOutput {
  /// Whether there is a row and a column for each class, of counts that can be added up.
  var isSound: Bool {
    counts.count == classNames.count
      && counts.allSatisfy { row in row.count == classNames.count && Self.canBeAdded(row) }
  }

  private static func canBeAdded(_ row: [Int]) -> Bool {
    var sum = 0
    for count in row {
      let (next, overflows) = sum.addingReportingOverflow(count)
      guard count >= 0, !overflows else { return false }
      sum = next
    }
    return true
  }
}

extension HistoryOutput {
  /// Whether an axis can hold the numbers; what is not finite leaves a gap in a line.
  var isSound: Bool { series.allSatisfy { Axis.holds($0.values) } }
}

extension SummaryOutput {
  /// Whether the parameters can be added up.
  var isSound: Bool { !trainableParameters.addingReportingOverflow(nonTrainableParameters).overflow }
}

/// What the axes of a drawing can hold.
enum Axis {
  /// How many times its length a drawing may go beyond an axis.
  static let reach = 1e9

  /// Whether the finite numbers are of such sizes that neither they nor their differences leave the range of `Double`.
  static func holds(_ values: [Double]) -> Bool {
    values.allSatisfy { !$0.isFinite || $0 == 0 || (1e-300...1e300).contains(abs($0)) }
  }
}
