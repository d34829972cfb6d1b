#if KERNELS_AVX2 || KERNELS_AVX512
  import KernelInterface

  /// A tile of a matrix product, three vectors wide, which costs less to begin than the tile that convolutions need.
  ///
  /// Four rows of it fill 16 registers: 12 accumulators, three vectors of B and a broadcast; 19 instructions for 12 products, where six
  /// rows of two vectors take 20. Of 32 registers eight rows fill 28, and eight rows of A that begin in the same set of the first
  /// cache, as where they lie 4096 bytes apart, still leave room there for B, which fourteen do not.
  enum WideTile {
    /// Vectors of columns.
    static let vectors = 3
    /// Columns of a panel.
    static var columns: Int { vectors * lanes }
    /// Rows of the largest tile.
    #if KERNELS_AVX512
      private static let mostRows = 8
      private typealias Largest = Rows<8>
    #else
      private static let mostRows = 4
      private typealias Largest = Rows<4>
    #endif
    /// Steps of k from which on the next rows of A and C lie outside the second cache: their first lines are asked for ahead.
    private static let farDepth = 512
    /// Tiles of C that are asked for ahead where depth is less: their sums are soon ready to be stored.
    private static let tilesAhead = 2
    /// Steps of k that go by while a row of the next panel is copied.
    private static let stepsOfCopy = 8

    /// Runs tiles of `rows` rows altogether, of one run each; B is a panel `[k, column]`, and the next one is copied meanwhile
    /// as far as the tiles go.
    @inline(never)
    static func computeRows(_ rows: Int, _ whole: TileTask, copying copy: inout PanelCopy) {
      var (task, left) = (whole, rows)
      // As many as two tiles share are shared evenly, so that the last is no thin one.
      while left == mostRows || left >= 2 * mostRows { compute(Largest(), &task, &left, &copy) }
      while left > 0 {
        switch tileRows(left, most: mostRows) {
        case 1: compute(Rows<1>(), &task, &left, &copy)
        case 2: compute(Rows<2>(), &task, &left, &copy)
        case 3: compute(Rows<3>(), &task, &left, &copy)
        #if KERNELS_AVX512
          case 4: compute(Rows<4>(), &task, &left, &copy)
          case 5: compute(Rows<5>(), &task, &left, &copy)
          case 6: compute(Rows<6>(), &task, &left, &copy)
          case 7: compute(Rows<7>(), &task, &left, &copy)
        #endif
        default: compute(Largest(), &task, &left, &copy)
        }
      }
    }

    /// Computes the next R rows, and goes past them.
    @inline(__always)
    private static func compute<let R: Int>(
      _: Rows<R>, _ task: inout TileTask, _ left: inout Int, _ copy: inout PanelCopy
    ) {
      let (source, rowStep, panel, target, cStep) = (task.a, task.rowStep, task.b, task.c, task.cStep)
      let copied = R == mostRows ? min(copy.rows, task.run / stepsOfCopy) : 0
      let uncopied = task.run - copied * stepsOfCopy
      let (eights, rest) = (uncopied / 8, uncopied % 8)
      // Loops of four rows at most: of the seven that `unrolled` takes at once, with three products each, the compiler keeps the sums
      // in memory, a quarter as fast.
      @inline(__always)
      func eachRow(_ body: (Int) -> Void) {
        for r in 0..<min(R, 4) { body(r) }
        for r in min(R, 4)..<R { body(r) }
      }
      var accumulates = false
      if case .accumulate = task.start { accumulates = true }
      var sums = (Registers(), Registers(), Registers())
      withUnsafeMutableBytes(of: &sums) { bytes in
        guard let first = bytes.baseAddress?.assumingMemoryBound(to: Vector.self) else { return }
        let (second, third) = (first + Registers.count, first + 2 * Registers.count)
        if accumulates {
          eachRow { r in
            first[r] = load(target + r * cStep)
            second[r] = load(target + r * cStep + lanes)
            third[r] = load(target + r * cStep + 2 * lanes)
          }
        }
        if task.run >= farDepth {
          let next = source + R * rowStep
          eachRow { r in
            prefetch(target + r * cStep)
            prefetch(target + r * cStep + columns - 1)
            for line in 0..<4 { prefetch(next + r * rowStep + line * 16) }
          }
        } else {
          let next = target + tilesAhead * R * cStep
          eachRow { r in
            prefetch(next + r * cStep)
            prefetch(next + r * cStep + columns - 1)
          }
        }
        let (threeRows, fiveRows, sevenRows) = (kept(3 * rowStep), kept(5 * rowStep), kept(7 * rowStep))
        /// An address may hold a step once, twice, four or eight times.
        @inline(__always)
        func place(_ row: Int) -> Int {
          switch row {
          case 3: threeRows
          case 5: fiveRows
          case 6: 2 * threeRows
          case 7: sevenRows
          default: row * rowStep
          }
        }
        @inline(__always)
        func add(_ a: Reading, _ b: Reading) {
          let (b0, b1, b2) = (load(b), load(b + lanes), load(b + 2 * lanes))
          eachRow { r in
            let factor = Vector(repeating: a[place(r)])
            first[r] = finished(multiplyAdd(factor, b0, first[r]))
            second[r] = finished(multiplyAdd(factor, b1, second[r]))
            third[r] = finished(multiplyAdd(factor, b2, third[r]))
          }
        }
        @inline(__always)
        func addFour(_ a: Reading, _ b: Reading) {
          add(a, b)
          add(a + 1, b + columns)
          add(a + 2, b + 2 * columns)
          add(a + 3, b + 3 * columns)
        }
        @inline(__always)
        func addEight(_ a: Reading, _ b: Reading) {
          addFour(a, b)
          addFour(a + 4, b + 4 * columns)
        }
        var (a, b) = (source, panel)
        if R == mostRows {
          var (row, target) = (copy.source, copy.target)
          let isEnd = copy.rows <= PanelCopy.rowsAhead
          let (step, ahead) = (copy.sourceStep, kept(isEnd ? copy.nextPanel : PanelCopy.rowsAhead * copy.sourceStep))
          for _ in 0..<copied {
            prefetch(row + ahead)
            store(load(row), target)
            addFour(a, b)
            prefetch(row + ahead + columns - 1)
            store(load(row + lanes), target + lanes)
            store(load(row + 2 * lanes), target + 2 * lanes)
            addFour(a + 4, b + 4 * columns)
            a += stepsOfCopy
            b += stepsOfCopy * columns
            row += step
            target += columns
          }
          (copy.source, copy.target) = (row, target)
          copy.rows -= copied
        }
        for _ in 0..<eights {
          addEight(a, b)
          a += 8
          b += 8 * columns
        }
        for _ in 0..<rest {
          add(a, b)
          a += 1
          b += columns
        }
        eachRow { r in
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
