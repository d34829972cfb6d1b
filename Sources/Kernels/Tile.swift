import KernelInterface

/// What a tile starts from.
enum TileStart {
  case zero
  /// One value a column.
  case bias(Reading)
  /// What stands in C.
  case accumulate
}

/// The innermost product: a tile of C of a few rows and one or two vectors of columns, kept in registers.
///
/// c[r, :] = start + Σ a[r, k] · b[k, :], where k runs over `outer` × `inner` × `run` steps. A matrix product has one run; a
/// convolution has one a kernel row (or a kernel tap, where dilation tears the row apart), its rows are neighbouring output
/// pixels, so that no patch is ever copied.
struct TileTask {
  var a: Reading
  /// Floats from one row's value of A to the next row's.
  var rowStep: Int
  /// Floats from one k to the next within a run.
  var kStep = 1
  /// Steps of k without a jump in A.
  var run: Int
  /// Runs, and floats of A between their starts.
  var inner = 1
  var innerStep = 0
  /// Groups of runs, and floats of A between their starts.
  var outer = 1
  var outerStep = 0
  /// B `[all k, columns]`, and floats from one k to the next.
  var b: Reading
  var bStep: Int
  /// Floats from B's first vector of columns to its second.
  var bSecond = lanes
  /// C, and floats from one row to the next.
  var c: Writing
  var cStep: Int
  var start = TileStart.zero
  /// Whether ReLU follows.
  var relu = false
  /// Whether C holds a ReLU's output before, and the result is zero where that is.
  var isGated = false
}

/// A number of rows known to the compiler, which so can keep the accumulators in registers.
struct Rows<let count: Int> {}

#if KERNELS_AVX512
  /// A row for each lane.
  typealias RowsOfLanes = Rows<16>
#elseif KERNELS_AVX2
  typealias RowsOfLanes = Rows<8>
#else
  typealias RowsOfLanes = Rows<4>
#endif

/// As many vectors as a tile may have rows or a vector lanes, zero at first. Reached through a pointer with places that the compiler knows, they
/// live in registers (`InlineArray(repeating:)` stays a call above eight elements, and then its elements stay in memory).
struct Registers {
  /// Vectors.
  static var count: Int { 16 }

  var (a, b, c, d) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
  var (e, f, g, h) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
  var (i, j, k) = (Vector.zero, Vector.zero, Vector.zero)
  var (l, m, n, o, p) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero, Vector.zero)

  /// Calls `body` with the vectors as an array.
  @inline(__always)
  mutating func withPointer(_ body: (UnsafeMutablePointer<Vector>) -> Void) {
    withUnsafeMutableBytes(of: &self) { bytes in
      if let start = bytes.baseAddress { body(start.assumingMemoryBound(to: Vector.self)) }
    }
  }
}

/// Calls `body` for each row. Two loops, because the compiler unrolls none of more than eleven rows, and keeps in memory what
/// it does not unroll.
@inline(__always)
func unrolled<let R: Int>(_: Rows<R>, _ body: (Int) -> Void) {
  for r in 0..<min(R, 7) { body(r) }
  for r in min(R, 7)..<R { body(r) }
}

/// A tile two vectors wide.
@inline(__always)
func doubleTile<let R: Int>(_ rows: Rows<R>, _ t: TileTask) { tile(rows, t, isDouble: true) }

/// A tile one vector wide, for the last columns.
@inline(__always)
func singleTile<let R: Int>(_ rows: Rows<R>, _ t: TileTask) { tile(rows, t, isDouble: false) }

@inline(__always)
private func tile<let R: Int>(_ rows: Rows<R>, _ t: TileTask, isDouble: Bool) {
  var (leftRegisters, rightRegisters) = (Registers(), Registers())
  leftRegisters.withPointer { left in
    rightRegisters.withPointer { right in
      tile(rows, t, isDouble, left, right)
    }
  }
}

@inline(__always)
private func tile<let R: Int>(
  _ rows: Rows<R>, _ t: TileTask, _ isDouble: Bool, _ left: UnsafeMutablePointer<Vector>,
  _ right: UnsafeMutablePointer<Vector>
) {
  let c = t.c
  let cStep = t.cStep
  switch t.start {
  case .zero: break
  case .bias(let bias):
    let (b0, b1) = (load(bias), isDouble ? load(bias + lanes) : .zero)
    unrolled(rows) { r in
      left[r] = b0
      if isDouble { right[r] = b1 }
    }
  case .accumulate:
    unrolled(rows) { r in
      left[r] = load(c + r * cStep)
      if isDouble { right[r] = load(c + r * cStep + lanes) }
    }
  }
  // Rows one after the other need no step of their own in registers.
  if t.rowStep == 1 {
    addProducts(rows, t, rowStep: 1, isDouble, left, right)
  } else {
    addProducts(rows, t, rowStep: t.rowStep, isDouble, left, right)
  }
  if t.relu {
    unrolled(rows) { r in
      left[r] = relu(left[r])
      if isDouble { right[r] = relu(right[r]) }
    }
  }
  if t.isGated {
    unrolled(rows) { r in
      left[r] = gated(left[r], by: load(c + r * cStep))
      if isDouble { right[r] = gated(right[r], by: load(c + r * cStep + lanes)) }
    }
  }
  unrolled(rows) { r in
    store(left[r], c + r * cStep)
    if isDouble { store(right[r], c + r * cStep + lanes) }
  }
}

@inline(__always)
private func addProducts<let R: Int>(
  _ rows: Rows<R>, _ t: TileTask, rowStep: Int, _ isDouble: Bool, _ left: UnsafeMutablePointer<Vector>,
  _ right: UnsafeMutablePointer<Vector>
) {
  var b = t.b
  let (bStep, bSecond, kStep, run) = (t.bStep, t.bSecond, t.kStep, t.run)
  let (threeRows, fiveRows) = rowStep == 1 ? (3, 5) : (kept(3 * rowStep), kept(5 * rowStep))
  /// Adds the products of one k.
  @inline(__always)
  func add(_ a: Reading, _ b: Reading, second: Int) {
    let b0 = load(b)
    let b1 = isDouble ? load(b + second) : .zero
    #if KERNELS_AVX512
      var row = a
    #endif
    unrolled(rows) { r in
      #if KERNELS_AVX512
        let factor = Vector(repeating: row.pointee)
        row += rowStep
      #else
        // An address may hold a step once, twice or four times: with these two no row's address has to be added up.
        let factor = Vector(repeating: a[r == 3 ? threeRows : r == 5 ? fiveRows : r * rowStep])
      #endif
      left[r] = multiplyAdd(factor, b0, left[r])
      if isDouble { right[r] = multiplyAdd(factor, b1, right[r]) }
    }
  }
  #if KERNELS_AVX512
    let fours = 0
  #else
    // Where places follow from the first one's, four k at once need hardly more instructions than loads and products.
    let fours = kStep == 1 && bStep == tileColumns && bSecond == lanes ? run / 4 : 0
  #endif
  var outerA = t.a
  for _ in 0..<t.outer {
    var innerA = outerA
    for _ in 0..<t.inner {
      // Rows' addresses are made anew for each run: kept from run to run, each would be added to in memory.
      var a = kept(innerA)
      for _ in 0..<fours {
        add(a, b, second: lanes)
        keepOrder()
        add(a + 1, b + tileColumns, second: lanes)
        keepOrder()
        add(a + 2, b + 2 * tileColumns, second: lanes)
        keepOrder()
        add(a + 3, b + 3 * tileColumns, second: lanes)
        a += 4
        b += 4 * tileColumns
      }
      for _ in 0..<run - 4 * fours {
        add(a, b, second: bSecond)
        a += kStep
        b += bStep
      }
      innerA += t.innerStep
    }
    outerA += t.outerStep
  }
}
