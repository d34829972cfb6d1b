import Foundation
import Names

extension Dataset {
  /// Features and labels from a table of comma-separated values whose first line names the columns.
  ///
  /// `label` names the column of the class, without it the last one is taken; all others are numbers, taken as they are, so
  /// that an example has the shape `[features]`. Classes are numbered in the order of their names (as numbers where all are
  /// whole numbers). Of each class every `testEvery`-th example is set aside for testing.
  ///
  /// Throws ``DatasetError`` with line and column for a field that cannot be used.
  public init(csv path: String, label: String? = nil, testEvery: Int = 5) throws {
    guard testEvery >= 2 else {
      throw DatasetError.argument(name: "testEvery", value: "\(testEvery)", rule: "2 or more")
    }
    var table = try CSVTable(path)
    guard let header = try table.next() else {
      throw DatasetError.table(file: path, line: 1, column: 1, problem: .empty)
    }
    let names = header.map(\.text)
    guard header.count >= 2 else {
      let other = [";", "\t", "|"].first { names[0].contains($0) }
      throw DatasetError.table(file: path, line: header[0].line, column: 1, problem: .oneColumn(separator: other))
    }
    let wanted = label ?? names[names.count - 1]
    guard let labelColumn = names.firstIndex(of: wanted) else {
      let nearest = nearestName(to: wanted, among: names)
      throw DatasetError.table(
        file: path, line: header[0].line, column: 1, problem: .noColumn(wanted, nearest: nearest))
    }
    var features: [Float] = []
    var classes: [String] = []
    while let row = try table.next() {
      guard row.count == header.count else {
        throw DatasetError.table(
          file: path, line: row[0].line, column: 1, problem: .fields(expected: header.count, found: row.count))
      }
      for (column, field) in row.enumerated() where column != labelColumn {
        guard let value = Float(field.text), value.isFinite else {
          throw DatasetError.table(
            file: path, line: field.line, column: field.column, problem: .notANumber(field.text))
        }
        features.append(value)
      }
      let name = row[labelColumn]
      guard !name.text.isEmpty else {
        throw DatasetError.table(file: path, line: name.line, column: name.column, problem: .noLabel)
      }
      classes.append(name.text)
    }
    guard !classes.isEmpty else { throw DatasetError.table(file: path, line: 1, column: 1, problem: .empty) }
    let classNames = Self.classNames(classes)
    let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, $0) })
    let labels = classes.map { numbers[$0] ?? 0 }
    let split = try ClassSplit(labels, classNames: classNames, testEvery: testEvery, in: path)
    let all = ExampleStore(
      shape: [header.count - 1], labels: labels, layout: .floats,
      block: features.withUnsafeBytes { ByteBlock($0) })
    let digest = table.digest
    let url = URL(fileURLWithPath: path)
    self.init(
      name: url.deletingPathExtension().lastPathComponent, train: all.subset(split.train), test: all.subset(split.test),
      classNames: classNames, origin: .files,
      digest: DataDigest { DataDigest.ofFiles([(url.lastPathComponent, digest)]) })
    EngineEnvironment.current.datasetOpened?(self)
  }

  /// The different names in order: as numbers where all are whole numbers.
  private static func classNames(_ names: [String]) -> [String] {
    let different = Set(names)
    let numbers = different.compactMap { Int($0) }
    if numbers.count == different.count { return different.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) } }
    return different.sorted()
  }
}
