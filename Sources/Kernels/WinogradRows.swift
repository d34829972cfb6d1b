import KernelInterface

/// Winograd's F(4 × 4, 3 × 3) for few input channels: four output rows at a time, which stay in the cache for what follows.
///
/// With few channels the products are no matrix products worth the name: two tiles share each vector of the transformed kernel
/// in registers, and a column of products is transformed back before it leaves them.
enum WinogradRows {
  private static let side = Winograd.side

  /// Whether it is made for such a convolution, and faster than the direct sum.
  static func suits(_ s: ConvolutionShape) -> Bool {
    let tiles = (s.outputHeight + 3) / 4 * ((s.outputWidth + 3) / 4)
    return s.kernelHeight == 3 && s.kernelWidth == 3 && s.strideHeight == 1 && s.strideWidth == 1
      && s.dilationHeight == 1 && s.dilationWidth == 1 && s.groups == 1 && (2...16).contains(s.inputChannels)
      && s.outputChannels % lanes == 0 && 2 * 16 * tiles <= 3 * s.outputHeight * s.outputWidth
  }

  /// Floats of a transformed kernel.
  static func kernelCount(_ s: ConvolutionShape) -> Int { side * side * s.inputChannels * s.outputChannels }

  /// Floats of a padded image's row that is transformed, filled up to whole vectors.
  private static func rowCount(_ s: ConvolutionShape) -> Int {
    let frame = Winograd.whole(s)
    return (frame.outputWidth * s.inputChannels + lanes - 1) / lanes * lanes
  }

  /// Floats between a transformed row's values and the next's: the columns of the next tile lie behind it.
  private static func rowStep(_ s: ConvolutionShape) -> Int { rowCount(s) + 2 * s.inputChannels + lanes }

  /// Floats of scratch: six rows transformed downwards, all values transformed, two tiles' columns.
  static func scratch(_ s: ConvolutionShape) -> Int {
    side * rowStep(s) + side * side * rowCount(s) + 2 * 4 * side * lanes
  }

  /// The kernel `[3, 3, ic, oc]` as G g Gᵀ `[oc / vector, column, ic, row, vector]`.
  static func pack(_ s: ConvolutionShape, _ kernel: Reading, _ packed: Writing) {
    let (ic, oc) = (s.inputChannels, s.outputChannels)
    for filter in stride(from: 0, to: oc, by: lanes) {
      for channel in 0..<ic {
        let source = kernel + channel * oc + filter
        for x in 0..<side {
          let (a, b, c) = (
            Winograd.combined(x, load(source), load(source + ic * oc), load(source + 2 * ic * oc)),
            Winograd.combined(x, load(source + 3 * ic * oc), load(source + 4 * ic * oc), load(source + 5 * ic * oc)),
            Winograd.combined(x, load(source + 6 * ic * oc), load(source + 7 * ic * oc), load(source + 8 * ic * oc))
          )
          let target = packed + filter * side * side * ic + (x * ic + channel) * side * lanes
          for y in 0..<side { store(Winograd.combined(y, a, b, c), target + y * lanes) }
        }
      }
    }
  }

  /// Output rows from `first`, a multiple of 4, at most four, to `output [rows, ow, oc]`; `padded` holds whole tiles.
  static func run(_ s: ConvolutionShape, _ t: ConvolutionRows) {
    let (channels, filters) = (s.inputChannels, s.outputChannels)
    let step = rowCount(s)
    let values = t.edge + side * rowStep(s)
    let columns = values + side * side * step
    transformPixels(s, t, values)
    let tiles = (s.outputWidth + 3) / 4
    for filter in stride(from: 0, to: filters, by: lanes) {
      let kernel = t.panels + filter * side * side * channels
      let bias = t.bias.map { load($0 + filter) } ?? .zero
      for tile in stride(from: 0, to: tiles, by: 2) {
        let second = min(tile + 1, tiles - 1)
        for x in 0..<side {
          multiply(
            channels, kernel + x * channels * side * lanes, Reading(values + x * step + tile * 4 * channels),
            (second - tile) * 4 * channels, side * step, columns + x * lanes)
        }
        for one in tile...second {
          let output = t.output + one * 4 * filters + filter
          let source = Reading(columns + (one - tile) * 4 * side * lanes)
          for y in 0..<t.count {
            var four = Winograd.Four(row: source + y * side * lanes, lanes)
            four.finish(bias, t.relu)
            four.write(output + y * s.outputWidth * filters, filters, min(4, s.outputWidth - one * 4))
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

  /// A column of products of two tiles, summed over channels and transformed back: `columns [tile, 4, column, vector]`.
  @inline(never)
  private static func multiply(
    _ channels: Int, _ kernel: Reading, _ values: Reading, _ second: Int, _ rowStep: Int, _ columns: Writing
  ) {
    var registers = Registers()
    registers.withPointer { sums in
      var (weights, first) = (kernel, values)
      for _ in 0..<channels {
        var value = first
        unrolled(Rows<6>()) { y in
          let weight = load(weights + y * lanes)
          sums[y] = multiplyAdd(Vector(repeating: value.pointee), weight, sums[y])
          sums[6 + y] = multiplyAdd(Vector(repeating: value[second]), weight, sums[6 + y])
          value += rowStep
        }
        weights += side * lanes
        first += 1
      }
      Winograd.Four(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]).write(columns, side * lanes, 4)
      Winograd.Four(sums[6], sums[7], sums[8], sums[9], sums[10], sums[11])
        .write(columns + 4 * side * lanes, side * lanes, 4)
    }
  }
}
