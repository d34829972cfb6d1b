extension ConfusionMatrix {
  /// A matrix from elsewhere, such as a slide's: one row a true class, one column a predicted one.
  ///
  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where rows and columns are not as many as classes, or a count
  ///   is negative or above 2,000,000,000.
  public init(classNames: [String], rows: [[Int]]) throws {
    let count = classNames.count
    guard rows.count == count,
      rows.allSatisfy({ $0.count == count && $0.allSatisfy { (0...2_000_000_000).contains($0) } })
    else {
      throw ConvNetError.argument(
        name: "rows", value: "\(rows.map(\.count))", rule: "\(count) rows of \(count) counts from 0 to 2000000000")
    }
    self.init(classNames: classNames, counts: rows)
  }
}
