import KernelInterface

/// Rows of B on their way into a panel.
struct PanelCopy {
  /// The next row of B, and floats from one to the next.
  var source: Reading
  let sourceStep: Int
  /// Where it goes, and floats from one row to the next.
  var target: Writing
  let targetStep: Int
  /// Columns, at most `targetStep`.
  let columns: Int
  /// Rows that are not copied yet.
  var rows: Int
  /// Floats from a row of which fewer than `rowsAhead` follow to the row of the next panel that is asked for meanwhile.
  let nextPanel: Int

  /// Rows of B that are asked for ahead of the row that is copied.
  static let rowsAhead = 16

  /// Copies the rows that are left; what the panel has more columns becomes zero.
  mutating func finish() {
    let isWhole = columns % lanes == 0
    while rows > 0 {
      if isWhole {
        prefetch(source + Self.rowsAhead * sourceStep)
        prefetch(source + Self.rowsAhead * sourceStep + columns - 1)
        for place in stride(from: 0, to: columns, by: lanes) { store(load(source + place), target + place) }
      } else {
        target.update(repeating: 0, count: targetStep)
        target.update(from: source, count: columns)
      }
      source += sourceStep
      target += targetStep
      rows -= 1
    }
  }
}

/// The panels of a block of B, in their order: a few columns each, which stay in the second cache while the rows of A stream
/// past.
struct Panels {
  private let shape: MatrixShape
  /// B at the block's first row.
  private let source: Reading
  /// Rows of the block.
  private let depth: Int
  /// Whether each value of B is read but once: then it is, where it lies.
  private let isReadOnce: Bool
  /// The panel that is multiplied, `[depth, column]`.
  private var current: Writing
  #if KERNELS_AVX2 || KERNELS_AVX512
    /// Where the next one goes.
    private var spare: Writing
    /// The next one, whose rows are copied while tiles of this one are computed: that hides how long they take to come.
    var ahead: PanelCopy
    /// Its first column.
    private var columnAhead = -1
    /// Floats between two panels, whose rows else would lie in the same places of the first cache.
    private static let gap = 64
  #endif

  /// Floats of scratch for a block of `depth` rows.
  static func scratch(_ depth: Int) -> Int {
    #if KERNELS_AVX2 || KERNELS_AVX512
      return 2 * WideTile.columns * depth + gap
    #else
      return tileColumns * depth
    #endif
  }

  init(_ shape: MatrixShape, _ source: Reading, depth: Int, isReadOnce: Bool, _ scratch: Writing) {
    (self.shape, self.source, self.depth, self.isReadOnce) = (shape, source, depth, isReadOnce)
    current = scratch
    #if KERNELS_AVX2 || KERNELS_AVX512
      spare = scratch + WideTile.columns * depth + Self.gap
      ahead = PanelCopy(source: source, sourceStep: 0, target: spare, targetStep: 0, columns: 0, rows: 0, nextPanel: 0)
    #endif
  }

  /// Whether a panel of three vectors is the first of so many columns.
  static func areWide(_ columns: Int) -> Bool {
    #if KERNELS_AVX2 || KERNELS_AVX512
      return columns >= WideTile.columns && filledUp(columns) != WideTile.columns + lanes
    #else
      return false
    #endif
  }

  /// Columns of the panel that begins at `column`: as many as possible, but so that no vector is left over alone.
  func width(from column: Int) -> Int {
    let columns = shape.columns - column
    #if KERNELS_AVX2 || KERNELS_AVX512
      if !isReadOnce && Self.areWide(columns) { return WideTile.columns }
    #endif
    return min(columns, tileColumns)
  }

  /// Where the panel of `width` columns that begins at `column` lies, and floats from one k to the next: in B itself, or
  /// copied, and filled up with zeros.
  mutating func place(_ column: Int, _ width: Int) -> (Reading, step: Int) {
    let (start, step) = (place(of: column), max(width, tileColumns))
    if shape.transposeB {
      if width < step { current.update(repeating: 0, count: depth * step) }
      Transpose.matrix(rows: width, columns: depth, start, shape.strideB, current, step)
      return (Reading(current), step)
    }
    if width % lanes == 0 && (isReadOnce || shape.strideB == step) { return (start, shape.strideB) }
    #if KERNELS_AVX2 || KERNELS_AVX512
      if width == WideTile.columns {
        if columnAhead != column { ahead = copy(column, width, to: spare, step) }
        ahead.finish()
        swap(&current, &spare)
        columnAhead = column + width
        ahead = copy(columnAhead, self.width(from: columnAhead) == width ? width : 0, to: spare, step)
        return (Reading(current), step)
      }
    #endif
    var copy = copy(column, width, to: current, step)
    copy.finish()
    return (Reading(current), step)
  }

  /// What has to be copied of B's columns from `column` on: nothing where they are none.
  private func copy(_ column: Int, _ width: Int, to target: Writing, _ step: Int) -> PanelCopy {
    PanelCopy(
      source: place(of: column), sourceStep: shape.strideB, target: target, targetStep: step, columns: width,
      rows: width > 0 ? depth : 0, nextPanel: (PanelCopy.rowsAhead - depth) * shape.strideB + width)
  }

  /// B's first value of a column in this block.
  private func place(of column: Int) -> Reading { source + column * (shape.transposeB ? shape.strideB : 1) }
}
