import KernelInterface

/// Winograd's F(4 × 4, 3 × 3) for few input channels: four output rows at a time, which stay in the cache for what follows.
///
/// With few channels the 36 products are no matrix products worth the name. Those of some tiles of a row with two vectors of
/// filters are made together, in registers one value after the other, and transformed back while the first cache has them.
enum WinogradRows {
  private static let side = Winograd.side
  private static let count = Winograd.count
  /// Tiles whose products are made together: with two vectors each they fit into the registers.
  private static let tilesAtOnce = 6

  /// Whether it is made for such a convolution, and faster than the direct sum.
  static func suits(_ s: ConvolutionShape) -> Bool {
    let tiles = (s.outputHeight + 3) / 4 * ((s.outputWidth + 3) / 4)
    return s.kernelHeight == 3 && s.kernelWidth == 3 && s.strideHeight == 1 && s.strideWidth == 1
      && s.dilationHeight == 1 && s.dilationWidth == 1 && s.groups == 1 && (2...16).contains(s.inputChannels)
      && s.outputChannels % lanes == 0 && 2 * 16 * tiles <= 3 * s.outputHeight * s.outputWidth
  }

  /// Floats of a transformed kernel.
  static func kernelCount(_ s: ConvolutionShape) -> Int { count * s.inputChannels * s.outputChannels }

  /// Floats of a padded image's row that is transformed, filled up to whole vectors.
  private static func rowCount(_ s: ConvolutionShape) -> Int {
    filledUp(Winograd.whole(s).outputWidth * s.inputChannels)
  }

  /// Floats between a transformed row's values and the next's: the columns of the next tile lie behind it.
  private static func rowStep(_ s: ConvolutionShape) -> Int { rowCount(s) + 2 * s.inputChannels + lanes }

  /// Floats of scratch: six rows transformed downwards, all values transformed, some tiles' products, half transformed back.
  static func scratch(_ s: ConvolutionShape) -> Int {
    side * rowStep(s) + count * (rowCount(s) + tilesAtOnce * tileColumns) + 4 * side * lanes
  }

  /// The kernel `[3, 3, ic, oc]` as G g Gᵀ `[oc / panel][36][ic, panel]`, a panel of two vectors, the last of one or two.
  static func pack(_ s: ConvolutionShape, _ kernel: Reading, _ packed: Writing) {
    let (ic, oc) = (s.inputChannels, s.outputChannels)
    for filter in stride(from: 0, to: oc, by: lanes) {
      let panel = filter / tileColumns * tileColumns
      let width = min(tileColumns, oc - panel)
      for channel in 0..<ic {
        let target = packed + panel * count * ic + channel * width + filter - panel
        Winograd.transformKernel(kernel + channel * oc + filter, tapStep: ic * oc, target, ic * width)
      }
    }
  }

  /// Output rows from `first`, a multiple of 4, at most four, to `output [rows, ow, oc]`; `padded` holds whole tiles.
  static func run(_ s: ConvolutionShape, _ t: ConvolutionRows) {
    let (channels, filters) = (s.inputChannels, s.outputChannels)
    let step = rowCount(s)
    let values = t.edge + side * rowStep(s)
    let products = values + count * step
    let buffer = products + count * tilesAtOnce * tileColumns
    transformPixels(s, t, values)
    let tiles = (s.outputWidth + 3) / 4
    let together = tileRows(tiles, most: tilesAtOnce)
    for panel in stride(from: 0, to: filters, by: tileColumns) {
      let width = min(tileColumns, filters - panel)
      for first in stride(from: 0, to: tiles, by: together) {
        let some = min(together, tiles - first)
        multiply(
          some, isDouble: width > lanes,
          Product(
            channels: channels, kernel: t.panels + panel * count * channels,
            values: Reading(values + first * 4 * channels), valueStep: step, products: products))
        for tile in 0..<some {
          let place = (first + tile) * 4
          for column in stride(from: 0, to: width, by: lanes) {
            Winograd.transformProducts(
              at: Reading(products + tile * width + column), some * width,
              t.bias.map { load($0 + panel + column) } ?? .zero, t.relu, t.output + place * filters + panel + column,
              rowStep: s.outputWidth * filters, filters, height: t.count, width: min(4, s.outputWidth - place), buffer)
          }
        }
      }
    }
  }

  /// Bᵀ d B of six rows at every place (a tile begins at every fourth pixel): `values [row, column, place]`.
  private static func transformPixels(_ s: ConvolutionShape, _ t: ConvolutionRows, _ values: Writing) {
    let (channels, step, between) = (s.inputChannels, rowCount(s), rowStep(s))
    let paddedRow = Winograd.whole(s).paddedWidth * channels
    let source = t.padded + t.first * paddedRow
    for place in stride(from: 0, to: between - lanes + 1, by: lanes) {
      Winograd.transformPixels(at: source + place, paddedRow, t.edge + place, between)
    }
    // The last places of the rows, where no whole vector is left.
    let last = between - lanes
    Winograd.transformPixels(at: source + last, paddedRow, t.edge + last, between)
    for y in 0..<side {
      for place in stride(from: 0, to: step, by: lanes) {
        Winograd.transformPixels(
          at: Reading(t.edge + y * between + place), channels, values + y * side * step + place, step)
      }
    }
  }

  private struct Product {
    var channels: Int
    /// `[36][ic, panel]`.
    var kernel: Reading
    /// The first tile's first value, and floats to the next value; the tiles lie four pixels apart.
    var values: Reading
    var valueStep: Int
    /// `[36][tile, panel]`.
    var products: Writing
  }

  /// The products of some tiles with one or two vectors of filters.
  @inline(never)
  private static func multiply(_ tiles: Int, isDouble: Bool, _ p: Product) {
    switch (tiles, isDouble) {
    case (1, false): multiply(Rows<1>(), isDouble: false, p)
    case (2, false): multiply(Rows<2>(), isDouble: false, p)
    case (3, false): multiply(Rows<3>(), isDouble: false, p)
    case (4, false): multiply(Rows<4>(), isDouble: false, p)
    case (5, false): multiply(Rows<5>(), isDouble: false, p)
    case (6, false): multiply(Rows<6>(), isDouble: false, p)
    case (1, true): multiply(Rows<1>(), isDouble: true, p)
    case (2, true): multiply(Rows<2>(), isDouble: true, p)
    case (3, true): multiply(Rows<3>(), isDouble: true, p)
    case (4, true): multiply(Rows<4>(), isDouble: true, p)
    case (5, true): multiply(Rows<5>(), isDouble: true, p)
    case (6, true): multiply(Rows<6>(), isDouble: true, p)
    default: preconditionFailure("at most \(tilesAtOnce) tiles are taken together")
    }
  }

  @inline(__always)
  private static func multiply<let R: Int>(_ tiles: Rows<R>, isDouble: Bool, _ p: Product) {
    let width = isDouble ? tileColumns : lanes
    var (weights, values, products) = (p.kernel, p.values, p.products)
    for _ in 0..<count {
      var (leftRegisters, rightRegisters) = (Registers(), Registers())
      leftRegisters.withPointer { left in
        rightRegisters.withPointer { right in
          var pixel = values
          for _ in 0..<p.channels {
            let (b0, b1) = (load(weights), isDouble ? load(weights + lanes) : .zero)
            unrolled(tiles) { tile in
              let factor = Vector(repeating: pixel[tile * 4 * p.channels])
              left[tile] = multiplyAdd(factor, b0, left[tile])
              if isDouble { right[tile] = multiplyAdd(factor, b1, right[tile]) }
            }
            weights += width
            pixel += 1
          }
          unrolled(tiles) { tile in
            store(left[tile], products + tile * width)
            if isDouble { store(right[tile], products + tile * width + lanes) }
          }
        }
      }
      values += p.valueStep
      products += R * width
    }
  }
}
