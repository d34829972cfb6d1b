/// The geometry of C = op(A) · op(B), or of C += op(A) · op(B): matrices in row-major order.
public struct MatrixShape: Sendable, Hashable {
  /// Rows of C and of op(A).
  public var rows: Int
  /// Columns of C and of op(B).
  public var columns: Int
  /// Columns of op(A), rows of op(B).
  public var depth: Int
  /// Whether A is stored `[depth, rows]` instead of `[rows, depth]`.
  public var transposeA: Bool
  /// Whether B is stored `[columns, depth]` instead of `[depth, columns]`.
  public var transposeB: Bool
  /// Whether the product is added to C instead of replacing it.
  public var accumulate: Bool
  /// Floats from one stored row of A to the next.
  public var strideA: Int
  /// Floats from one stored row of B to the next.
  public var strideB: Int
  /// Floats from one row of C to the next.
  public var strideC: Int

  /// A product of densely stored matrices; change the strides after where a matrix is part of a wider one.
  public init(
    rows: Int, columns: Int, depth: Int, transposeA: Bool = false, transposeB: Bool = false, accumulate: Bool = false
  ) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.transposeA = transposeA
    self.transposeB = transposeB
    self.accumulate = accumulate
    strideA = transposeA ? rows : depth
    strideB = transposeB ? depth : columns
    strideC = columns
  }
}
