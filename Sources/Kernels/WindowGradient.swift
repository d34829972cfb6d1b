import KernelInterface

/// The kernel gradient of a convolution through max pooling of 2 × 2 and ReLU, for kernels with short rows.
///
/// Vectors run along filters. The four pixels that a tap of the kernel may have met in a window lie together in a table; for
/// each filter the one that its maximum came from is picked. So a quarter of the products is left, and no filter's list of
/// pixels has to be made. (`SparseConvolution` makes such lists: better where a kernel row fills vectors by itself.)
enum WindowGradient {
  /// Kernel columns and rows whose sums are kept in registers.
  private static let most = 3

  /// Whether it is made for such a pair: the lists' vectors would be half empty, and lanes can be picked.
  static func suits(_ s: SparsePooling) -> Bool {
    lanes >= 8 && s.pooling.windowHeight == 2 && s.pooling.windowWidth == 2
      && s.convolution.strideHeight == 1 && s.convolution.strideWidth == 1
      && s.convolution.kernelWidth * s.convolution.inputChannels <= 12
  }

  private static func vectors(_ s: SparsePooling) -> Int { filledUp(s.convolution.outputChannels) / lanes }
  private static func valueCount(_ c: ConvolutionShape) -> Int { c.kernelHeight * c.kernelWidth * c.inputChannels }
  /// Floats of a channel's table: of each pixel and the one below it.
  private static func tableCount(_ c: ConvolutionShape) -> Int { 2 * c.paddedHeight * c.paddedWidth }

  /// Floats of the sums `[vector of filters, k, vector]`.
  static func sumCount(_ s: SparsePooling) -> Int { vectors(s) * lanes * valueCount(s.convolution) }

  /// Floats of scratch: a row of windows' gradients and places, the tables.
  static func scratch(_ s: SparsePooling) -> Int {
    vectors(s) * lanes * 2 * s.pooling.outputWidth + s.convolution.inputChannels * tableCount(s.convolution) + lanes
  }

  /// As `ConvolutionKernels.sparseKernelGradient`.
  static func run(_ s: SparsePooling, _ g: SparseKernelGradient) {
    let (c, p) = (s.convolution, s.pooling)
    let row = g.scratch
    let tables = row + vectors(s) * lanes * 2 * p.outputWidth
    fillTables(c, g.image, tables)
    for y in 0..<p.outputHeight {
      collect(s, g, y, row)
      for vector in 0..<vectors(s) {
        let gradients = Reading(row + vector * p.outputWidth * 2 * lanes)
        for channel in 0..<c.inputChannels {
          for ky in stride(from: 0, to: c.kernelHeight, by: most) {
            for kx in stride(from: 0, to: c.kernelWidth, by: most) {
              let k = (ky * c.kernelWidth + kx) * c.inputChannels + channel
              add(
                min(most, c.kernelHeight - ky), min(most, c.kernelWidth - kx),
                Task(
                  windows: p.outputWidth, gradients: gradients,
                  table: tables + channel * tableCount(c) + ((y * p.strideHeight + ky) * c.paddedWidth + kx) * 2,
                  tableStep: 2 * p.strideWidth, tableRowStep: 2 * c.paddedWidth,
                  sums: g.gradient + (vector * valueCount(c) + k) * lanes, sumStep: c.inputChannels * lanes,
                  sumRowStep: c.kernelWidth * c.inputChannels * lanes))
            }
          }
        }
      }
    }
  }

  /// The sums as the kernel's gradient `[k, filter]`.
  static func arrange(_ s: SparsePooling, _ sums: Reading, _ gradient: Writing) {
    let (c, filters) = (s.convolution, s.convolution.outputChannels)
    for vector in 0..<vectors(s) {
      for k in 0..<valueCount(c) {
        let target = gradient + k * filters + vector * lanes
        target.update(from: sums + (vector * valueCount(c) + k) * lanes, count: min(lanes, filters - vector * lanes))
      }
    }
  }

  /// For each channel of the image in its frame each pixel and the one below it, `[channel, row, column, 2]`: two columns are
  /// the four pixels of a window's first tap.
  private static func fillTables(_ c: ConvolutionShape, _ image: Reading, _ tables: Writing) {
    if c.isPadded { tables.update(repeating: 0, count: c.inputChannels * tableCount(c)) }
    for y in 0..<c.inputHeight {
      let source = image + y * c.inputWidth * c.inputChannels
      let row = c.paddingTop + y
      for channel in 0..<c.inputChannels {
        let target = tables + channel * tableCount(c) + (row * c.paddedWidth + c.paddingLeft) * 2
        for x in 0..<c.inputWidth { target[2 * x] = source[x * c.inputChannels + channel] }
        if row == 0 { continue }
        let above = target - 2 * c.paddedWidth + 1
        for x in 0..<c.inputWidth { above[2 * x] = source[x * c.inputChannels + channel] }
      }
    }
  }

  /// Puts the gradients of a row of windows, 0 where ReLU stopped them, and the places of their maxima in the tables one after
  /// the other, `[vector of filters, window, 2, vector]`, and adds up the bias's gradient.
  private static func collect(_ s: SparsePooling, _ g: SparseKernelGradient, _ y: Int, _ row: Writing) {
    let (filters, windows) = (s.pooling.channels, s.pooling.outputWidth)
    for window in 0..<windows {
      let start = (y * windows + window) * filters
      for filter in stride(from: 0, to: filters, by: lanes) {
        let target = row + (filter * windows + window * lanes) * 2
        let (gradients, places) = (g.outputGradient + start + filter, g.places + start + filter)
        // The next row comes while this one is worked on.
        prefetch(gradients + windows * filters)
        prefetch(places + windows * filters)
        if filter + lanes <= filters {
          put(load(gradients), UnsafeRawPointer(places).loadUnaligned(as: PlaceBytes.self), target)
        } else {
          var (gradient, place) = (Vector.zero, PlaceBytes(repeating: SparsePooling.dead))
          for lane in 0..<filters - filter { (gradient[lane], place[lane]) = (gradients[lane], places[lane]) }
          put(gradient, place, target)
        }
      }
    }
    for filter in stride(from: 0, to: filters, by: lanes) {
      var sum = Vector.zero
      for window in 0..<windows { sum += load(row + (filter * windows + window * lanes) * 2) }
      for lane in 0..<min(lanes, filters - filter) { g.biasGradient[filter + lane] += sum[lane] }
    }
  }

  /// A vector's gradients and places in the tables.
  @inline(__always)
  private static func put(_ gradient: Vector, _ bytes: PlaceBytes, _ target: Writing) {
    let place = widened(bytes)
    let isDead = place .== Numbers(repeating: Int32(SparsePooling.dead))
    store(gradient.replacing(with: Vector.zero, where: isDead), target)
    let (column, row) = (place & Numbers(repeating: 1), place & Numbers(repeating: 2))
    UnsafeMutableRawPointer(target + lanes).storeBytes(of: column &+ column &+ (row &>> 1), as: Numbers.self)
  }

  private struct Task {
    /// Number of windows, their gradients and places.
    var windows: Int
    var gradients: Reading
    /// The first window's four pixels of the first tap, and floats to the next window's and to the next kernel row's.
    var table: Reading
    var tableStep: Int
    var tableRowStep: Int
    /// The first sum, and floats to the next in its row, and to the next row's.
    var sums: Writing
    var sumStep: Int
    var sumRowStep: Int
  }

  /// Adds the gradients of at most 3 × 3 taps of one channel.
  @inline(never)
  private static func add(_ height: Int, _ width: Int, _ t: Task) {
    switch (height, width) {
    case (3, 3): add(Rows<3>(), Rows<3>(), t)
    case (3, 2): add(Rows<3>(), Rows<2>(), t)
    case (3, 1): add(Rows<3>(), Rows<1>(), t)
    case (2, 3): add(Rows<2>(), Rows<3>(), t)
    case (2, 2): add(Rows<2>(), Rows<2>(), t)
    case (2, 1): add(Rows<2>(), Rows<1>(), t)
    case (1, 3): add(Rows<1>(), Rows<3>(), t)
    case (1, 2): add(Rows<1>(), Rows<2>(), t)
    case (1, 1): add(Rows<1>(), Rows<1>(), t)
    default: preconditionFailure("at most 3 × 3 taps")
    }
  }

  @inline(__always)
  private static func add<let H: Int, let W: Int>(_ height: Rows<H>, _ width: Rows<W>, _ t: Task) {
    var registers = Registers()
    registers.withPointer { add(height, width, t, $0) }
  }

  @inline(__always)
  private static func add<let H: Int, let W: Int>(
    _ height: Rows<H>, _ width: Rows<W>, _ t: Task, _ sums: UnsafeMutablePointer<Vector>
  ) {
    for h in 0..<H {
      for w in 0..<W { sums[h * W + w] = load(t.sums + h * t.sumRowStep + w * t.sumStep) }
    }
    var (source, table) = (t.gradients, t.table)
    for _ in 0..<t.windows {
      let gradient = load(source)
      let place = UnsafeRawPointer(source + lanes).loadUnaligned(as: Numbers.self)
      for h in 0..<H {
        for w in 0..<W {
          let pixels = picked(ofFour: table + h * t.tableRowStep + 2 * w, place)
          sums[h * W + w] = multiplyAdd(pixels, gradient, sums[h * W + w])
        }
      }
      source += 2 * lanes
      table += t.tableStep
    }
    for h in 0..<H {
      for w in 0..<W { store(sums[h * W + w], t.sums + h * t.sumRowStep + w * t.sumStep) }
    }
  }
}
