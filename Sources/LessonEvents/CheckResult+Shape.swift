extension CheckResult.Value {
  /// Sizes along each axis; empty for one number, `nil` where the nesting is uneven.
  package var shape: [Int]? {
    guard case .array(let values) = self else { return [] }
    let shapes = values.map(\.shape)
    guard let first = shapes.first else { return [0] }
    guard let inner = first, shapes.allSatisfy({ $0 == inner }) else { return nil }
    return [values.count] + inner
  }

  /// All numbers in row-major order.
  package var flattened: [Double] {
    switch self {
    case .number(let number): [number]
    case .array(let values): values.flatMap(\.flattened)
    }
  }
}
