import KernelInterface

/// Products of a transposed A with few columns, as the gradients of a dense layer's weights are: Cᵀ = Bᵀ · A is computed instead.
/// A lies as a B does, so that it needs no turning over; B and C, which are less, are turned.
extension MatrixProduct {
  /// Rows of C that are made together: whole panels, and a Cᵀ that stays in the second cache.
  private static let turnedRows = 288

  /// Whether less has to be turned over than A has.
  static func isTurned(_ s: MatrixShape) -> Bool {
    s.transposeA && !s.transposeB && !s.accumulate && s.columns * (s.depth + s.rows) < s.rows * s.depth
  }

  /// Floats of scratch for any number of rows up to those of the shape: fewer are turned only where these are.
  static func turnedScratch(_ s: MatrixShape) -> Int {
    guard isTurned(s) else { return 0 }
    let rows = min(s.rows, turnedRows)
    return s.columns * rows + blockedScratch(turned(s, rows: rows))
  }

  /// The product of `rows` rows turned over, its result without gaps.
  private static func turned(_ s: MatrixShape, rows: Int) -> MatrixShape {
    var turned = MatrixShape(rows: s.columns, columns: rows, depth: s.depth, transposeA: true)
    (turned.strideA, turned.strideB) = (s.strideB, s.strideA)
    return turned
  }

  static func runTurned(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    for first in stride(from: 0, to: s.rows, by: turnedRows) {
      let rows = min(turnedRows, s.rows - first)
      runBlocked(turned(s, rows: rows), b, a + first, scratch, scratch + s.columns * rows)
      Transpose.matrix(rows: s.columns, columns: rows, Reading(scratch), rows, c + first * s.strideC, s.strideC)
    }
  }
}
