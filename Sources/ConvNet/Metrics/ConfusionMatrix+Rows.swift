extension ConfusionMatrix {
  /// A matrix from elsewhere, such as a slide's: one row a true class, one column a predicted one.
  ///
  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where rows and columns are not as many as classes, or a count
  ///   is negative.
  public init(classNames: [String], rows: [[Int]]) throws {
    let count = classNames.count
    guard rows.count == count, rows.allSatisfy({ $0.count == count && $0.allSatisfy { $0 >= 0 } }) else {
      throw ConvNetError.argument(
        name: "rows", value: "\(rows.map(\.count))", rule: "\(count) rows of \(count) counts that are not negative")
    }
    self.init(classNames: classNames, counts: rows)
  }
}
