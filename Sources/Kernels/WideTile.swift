#if KERNELS_AVX2
  import KernelInterface

  /// A tile of a matrix product, up to four rows and three vectors: 19 instructions for 12 products, where six rows of two
  /// vectors take 20. It costs less to begin than the tile that convolutions need.
  enum WideTile {
    /// Vectors of columns.
    static let vectors = 3
    /// Rows of the largest tile: 4 × 3 accumulators, three vectors of B and one broadcast fill 16 registers.
    private static let mostRows = 4
    /// Steps of k from which on the next rows of A and C lie outside the second cache: their first lines are asked for ahead.
    private static let farDepth = 512

    /// Runs tiles of `rows` rows altogether, of one run each; B is a panel `[k, 3, lanes]`.
    @inline(never)
    static func computeRows(_ rows: Int, _ whole: TileTask) {
      var (task, left) = (whole, rows)
      // As many as two tiles share are shared evenly, so that the last is no thin one.
      while left == mostRows || left >= 2 * mostRows { compute(Rows<4>(), &task, &left) }
      while left > 0 {
        switch MatrixProduct.tileRows(left, most: mostRows) {
        case 1: compute(Rows<1>(), &task, &left)
        case 2: compute(Rows<2>(), &task, &left)
        case 3: compute(Rows<3>(), &task, &left)
        default: compute(Rows<4>(), &task, &left)
        }
      }
    }

    /// Computes the next R rows, and goes past them.
    @inline(__always)
    private static func compute<let R: Int>(_ rows: Rows<R>, _ task: inout TileTask, _ left: inout Int) {
      let (source, rowStep, panel, target, cStep) = (task.a, task.rowStep, task.b, task.c, task.cStep)
      let (eights, rest) = (task.run / 8, task.run % 8)
      var accumulates = false
      if case .accumulate = task.start { accumulates = true }
      var sums = (Registers(), Registers(), Registers())
      withUnsafeMutableBytes(of: &sums) { bytes in
        guard let first = bytes.baseAddress?.assumingMemoryBound(to: Vector.self) else { return }
        let (second, third) = (first + Registers.count, first + 2 * Registers.count)
        if accumulates {
          unrolled(rows) { r in
            first[r] = load(target + r * cStep)
            second[r] = load(target + r * cStep + lanes)
            third[r] = load(target + r * cStep + 2 * lanes)
          }
        }
        if eights >= farDepth / 8 {
          let next = source + R * rowStep
          unrolled(rows) { r in
            prefetch(target + r * cStep)
            prefetch(target + r * cStep + vectors * lanes - 1)
            for line in 0..<4 { prefetch(next + r * rowStep + line * 16) }
          }
        }
        let threeRows = kept(3 * rowStep)
        @inline(__always)
        func add(_ a: Reading, _ b: Reading) {
          let (b0, b1, b2) = (load(b), load(b + lanes), load(b + 2 * lanes))
          unrolled(rows) { r in
            let factor = Vector(repeating: a[r == 3 ? threeRows : r * rowStep])
            first[r] = finished(multiplyAdd(factor, b0, first[r]))
            second[r] = finished(multiplyAdd(factor, b1, second[r]))
            third[r] = finished(multiplyAdd(factor, b2, third[r]))
          }
        }
        @inline(__always)
        func addFour(_ a: Reading, _ b: Reading) {
          add(a, b)
          add(a + 1, b + vectors * lanes)
          add(a + 2, b + 2 * vectors * lanes)
          add(a + 3, b + 3 * vectors * lanes)
        }
        var (a, b) = (source, panel)
        for _ in 0..<eights {
          addFour(a, b)
          addFour(a + 4, b + 4 * vectors * lanes)
          a += 8
          b += 8 * vectors * lanes
        }
        for _ in 0..<rest {
          add(a, b)
          a += 1
          b += vectors * lanes
        }
        unrolled(rows) { r in
          store(first[r], target + r * cStep)
          store(second[r], target + r * cStep + lanes)
          store(third[r], target + r * cStep + 2 * lanes)
        }
      }
      task.a += R * rowStep
      task.c += R * cStep
      left -= R
    }
  }
#endif
