import KernelInterface

extension Reference {
  /// As `KernelSet.matrixProduct`.
  public static func matrixProduct(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    for i in 0..<s.rows {
      let row = c + i * s.strideC
      if !s.accumulate { row.update(repeating: 0, count: s.columns) }
      for k in 0..<s.depth {
        let factor = s.transposeA ? a[k * s.strideA + i] : a[i * s.strideA + k]
        for j in 0..<s.columns {
          row[j] += factor * (s.transposeB ? b[j * s.strideB + k] : b[k * s.strideB + j])
        }
      }
    }
  }
}
