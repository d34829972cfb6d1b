import KernelInterface

/// The input gradient of a convolution of 3 × 3 through max pooling of 2 × 2 and ReLU, where the input channels fill vectors.
///
/// Vectors run along input channels. The pixels that a window's gradients reach stay in registers, and half of them move on to
/// the next window: all 4 × 4 where there are registers enough, else the 3 × 4 that one row of the window reaches, and then
/// those of the other row. (`SparseConvolution` does the same for any shape, a place of a window after the other.)
enum WindowInputGradient {
  /// Pixels of a window's reach in a row.
  private static let side = 4
  private static let taps = 9
  #if KERNELS_AVX512
    /// Rows of pixels that are kept in registers, and the rows of a window that reach them.
    private typealias Reach = Rows<4>
    private static let rowsAtOnce = 2
  #else
    /// Rows of pixels that are kept in registers, and the rows of a window that reach them.
    private typealias Reach = Rows<3>
    private static let rowsAtOnce = 1
  #endif

  /// Whether it is made for such a pair.
  static func suits(_ s: SparsePooling) -> Bool {
    let (c, p) = (s.convolution, s.pooling)
    return c.inputChannels % lanes == 0 && c.kernelHeight == 3 && c.kernelWidth == 3 && c.strideHeight == 1
      && c.strideWidth == 1 && p.windowHeight == 2 && p.windowWidth == 2 && p.strideHeight == 2 && p.strideWidth == 2
  }

  /// Floats of scratch: a vector of channels of the padded image, the lists.
  static func scratch(_ s: SparsePooling) -> Int {
    SparseConvolution.vectorCount(s.convolution) + PlaceLists.scratch(s)
  }

  /// As `ConvolutionKernels.sparseInputGradient`.
  static func run(_ s: SparsePooling, _ g: SparseInputGradient) {
    let c = s.convolution
    let block = g.scratch
    let lists = PlaceLists(s, g, filterStep: taps * lanes, block + SparseConvolution.vectorCount(c))
    for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
      block.update(repeating: 0, count: SparseConvolution.vectorCount(c))
      let kernel = g.transposedKernel + channel * c.outputChannels * taps
      for y in 0..<s.pooling.outputHeight {
        for row in stride(from: 0, to: 2, by: rowsAtOnce) {
          Row(
            windows: s.pooling.outputWidth, corner: block + (y * 2 + row) * c.paddedWidth * lanes,
            rowStep: c.paddedWidth * lanes, kernel: kernel, values: Reading(lists.values),
            offsets: UnsafePointer(lists.offsets),
            bounds: lists.bounds + row * 2 * (s.windows + 1) + y * s.pooling.outputWidth, boundStep: s.windows + 1
          ).add()
        }
      }
      unpad(c, Reading(block), g.inputGradient + channel)
    }
  }

  /// What lies inside the frame of a vector of channels.
  private static func unpad(_ c: ConvolutionShape, _ block: Reading, _ target: Writing) {
    for y in 0..<c.inputHeight {
      let source = block + ((c.paddingTop + y) * c.paddedWidth + c.paddingLeft) * lanes
      let row = target + y * c.inputWidth * c.inputChannels
      for x in 0..<c.inputWidth { store(load(source + x * lanes), row + x * c.inputChannels) }
    }
  }

  /// A row of windows, or one row of their places, of one vector of channels.
  private struct Row {
    var windows: Int
    /// The first pixel that is reached, and floats to the next row of pixels.
    var corner: Writing
    var rowStep: Int
    var kernel: Reading
    var values: Reading
    var offsets: UnsafePointer<Int32>
    /// Where the first window's list of the first place begins, and numbers to the next place's.
    var bounds: UnsafePointer<Int32>
    var boundStep: Int

    @inline(never)
    func add() {
      var registers = Registers()
      registers.withPointer { add($0) }
    }

    /// `pixels [row, column]`: the left two columns are the right two of the window before.
    @inline(__always)
    private func add(_ pixels: UnsafeMutablePointer<Vector>) {
      let (rows, rowStep) = (Reach(), rowStep)
      var (corner, bound) = (corner, bounds)
      unrolled(rows) { h in
        pixels[h * side] = load(corner + h * rowStep)
        pixels[h * side + 1] = load(corner + h * rowStep + lanes)
      }
      for _ in 0..<windows {
        unrolled(rows) { h in
          pixels[h * side + 2] = load(corner + h * rowStep + 2 * lanes)
          pixels[h * side + 3] = load(corner + h * rowStep + 3 * lanes)
        }
        add(bound, pixels)
        add(bound + boundStep, pixels + 1)
        if rowsAtOnce == 2 {
          add(bound + 2 * boundStep, pixels + side)
          add(bound + 3 * boundStep, pixels + side + 1)
        }
        bound += 1
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
    private func add(_ bounds: UnsafePointer<Int32>, _ pixels: UnsafeMutablePointer<Vector>) {
      let (kernel, three) = (kernel, Rows<3>())
      var (value, offset) = (values + Int(bounds[0]), offsets + Int(bounds[0]))
      for _ in bounds[0]..<bounds[1] {
        let factor = Vector(repeating: value.pointee)
        let filter = kernel + Int(offset.pointee)
        for h in 0..<3 {
          unrolled(three) { w in
            pixels[h * side + w] = multiplyAdd(factor, load(filter + (h * 3 + w) * lanes), pixels[h * side + w])
          }
        }
        value += 1
        offset += 1
      }
    }
  }
}
