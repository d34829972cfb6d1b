import KernelInterface

/// The input gradient of a convolution of 3 × 3 through max pooling of 2 × 2 and ReLU, where the input channels fill vectors.
///
/// Vectors run along input channels. The 4 × 4 pixels that a window's gradients reach stay in registers, and half of them move on
/// to the next window. (`SparseConvolution` does the same for any shape, a place of a window after the other.)
enum WindowInputGradient {
  /// Pixels of a window's reach in a row and in a column.
  private static let side = 4
  private static let places = 4
  private static let taps = 9

  /// Whether it is made for such a pair: sixteen registers are too few.
  static func suits(_ s: SparsePooling) -> Bool {
    let (c, p) = (s.convolution, s.pooling)
    return lanes == 16 && c.inputChannels % lanes == 0 && c.kernelHeight == 3 && c.kernelWidth == 3
      && c.strideHeight == 1
      && c.strideWidth == 1 && p.windowHeight == 2 && p.windowWidth == 2 && p.strideHeight == 2 && p.strideWidth == 2
  }

  private static func windows(_ s: SparsePooling) -> Int { s.pooling.outputHeight * s.pooling.outputWidth }
  private static func blockCount(_ c: ConvolutionShape) -> Int { c.paddedHeight * c.paddedWidth * lanes }

  /// Floats of scratch: a vector of channels of the padded image, the listed gradients and their filters, where lists end.
  static func scratch(_ s: SparsePooling) -> Int {
    blockCount(s.convolution) + 2 * (windows(s) * s.convolution.outputChannels + lanes) + windows(s) * places
  }

  /// Gradients and where their filters' kernels begin, window by window, and in a window place by place.
  private struct Lists {
    var values: Writing
    var offsets: UnsafeMutablePointer<Int32>
    /// Where each place's end, `[window, place]`.
    var ends: UnsafeMutablePointer<Int32>

    init(_ s: SparsePooling, _ scratch: Writing) {
      let room = windows(s) * s.convolution.outputChannels + lanes
      values = scratch
      offsets = UnsafeMutableRawPointer(scratch + room).assumingMemoryBound(to: Int32.self)
      ends = offsets + room
    }
  }

  /// As `ConvolutionKernels.sparseInputGradient`.
  static func run(_ s: SparsePooling, _ g: SparseInputGradient) {
    let c = s.convolution
    let block = g.scratch
    let lists = Lists(s, block + blockCount(c))
    fill(lists, s, g)
    for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
      block.update(repeating: 0, count: blockCount(c))
      let kernel = g.transposedKernel + channel * c.outputChannels * taps
      var (first, ends) = (0, UnsafePointer(lists.ends))
      for y in 0..<s.pooling.outputHeight {
        Row(
          windows: s.pooling.outputWidth, corner: block + y * 2 * c.paddedWidth * lanes, rowStep: c.paddedWidth * lanes,
          kernel: kernel, values: Reading(lists.values), offsets: UnsafePointer(lists.offsets), first: first, ends: ends
        ).add()
        ends += s.pooling.outputWidth * places
        first = Int(ends[-1])
      }
      unframe(c, Reading(block), g.inputGradient + channel)
    }
  }

  private static func fill(_ lists: Lists, _ s: SparsePooling, _ g: SparseInputGradient) {
    let filters = s.convolution.outputChannels
    let step = Int32(truncatingIfNeeded: taps * lanes)
    var kernels = Numbers.zero
    for lane in 0..<lanes { kernels[lane] = Int32(truncatingIfNeeded: lane * taps * lanes) }
    var (end, ends) = (0, lists.ends)
    for window in 0..<windows(s) {
      let (gradients, bytes) = (g.outputGradient + window * filters, g.places + window * filters)
      for place in 0..<UInt8(places) {
        var filter = 0
        while filter + lanes <= filters {
          end += keep(
            load(gradients + filter), kernels &+ Numbers(repeating: Int32(truncatingIfNeeded: filter) * step),
            where: UnsafeRawPointer(bytes + filter).loadUnaligned(as: PlaceBytes.self), is: place, lists.values + end,
            lists.offsets + end)
          filter += lanes
        }
        while filter < filters {
          lists.values[end] = gradients[filter]
          lists.offsets[end] = Int32(truncatingIfNeeded: filter) * step
          end += bytes[filter] == place ? 1 : 0
          filter += 1
        }
        ends.pointee = Int32(truncatingIfNeeded: end)
        ends += 1
      }
    }
  }

  /// What lies inside the frame of a vector of channels.
  private static func unframe(_ c: ConvolutionShape, _ block: Reading, _ target: Writing) {
    for y in 0..<c.inputHeight {
      let source = block + ((c.paddingTop + y) * c.paddedWidth + c.paddingLeft) * lanes
      let row = target + y * c.inputWidth * c.inputChannels
      for x in 0..<c.inputWidth { store(load(source + x * lanes), row + x * c.inputChannels) }
    }
  }

  /// A row of windows, of one vector of channels.
  private struct Row {
    var windows: Int
    /// The first window's first pixel, and floats to the next row of pixels.
    var corner: Writing
    var rowStep: Int
    var kernel: Reading
    var values: Reading
    var offsets: UnsafePointer<Int32>
    /// Where the row's lists begin, and each place's end.
    var first: Int
    var ends: UnsafePointer<Int32>

    @inline(never)
    func add() {
      var registers = Registers()
      registers.withPointer { add($0) }
    }

    /// `pixels [row, column]`: the left two columns are the right two of the window before.
    @inline(__always)
    private func add(_ pixels: UnsafeMutablePointer<Vector>) {
      let (rows, rowStep) = (Rows<4>(), rowStep)
      var (corner, item, end) = (corner, first, ends)
      unrolled(rows) { h in
        pixels[h * side] = load(corner + h * rowStep)
        pixels[h * side + 1] = load(corner + h * rowStep + lanes)
      }
      for _ in 0..<windows {
        unrolled(rows) { h in
          pixels[h * side + 2] = load(corner + h * rowStep + 2 * lanes)
          pixels[h * side + 3] = load(corner + h * rowStep + 3 * lanes)
        }
        add(item..<Int(end[0]), pixels)
        add(Int(end[0])..<Int(end[1]), pixels + 1)
        add(Int(end[1])..<Int(end[2]), pixels + side)
        add(Int(end[2])..<Int(end[3]), pixels + side + 1)
        item = Int(end[3])
        end += places
        unrolled(rows) { h in
          store(pixels[h * side], corner + h * rowStep)
          store(pixels[h * side + 1], corner + h * rowStep + lanes)
          pixels[h * side] = pixels[h * side + 2]
          pixels[h * side + 1] = pixels[h * side + 3]
        }
        corner += 2 * lanes
      }
      unrolled(rows) { h in
        store(pixels[h * side], corner + h * rowStep)
        store(pixels[h * side + 1], corner + h * rowStep + lanes)
      }
    }

    /// Gradients of one place: each times its filter's kernel.
    @inline(__always)
    private func add(_ items: Range<Int>, _ pixels: UnsafeMutablePointer<Vector>) {
      let (kernel, values, offsets, three) = (kernel, values, offsets, Rows<3>())
      for item in items {
        let value = Vector(repeating: values[item])
        let filter = kernel + Int(offsets[item])
        for h in 0..<3 {
          unrolled(three) { w in
            pixels[h * side + w] = multiplyAdd(value, load(filter + (h * 3 + w) * lanes), pixels[h * side + w])
          }
        }
      }
    }
  }
}
