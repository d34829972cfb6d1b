import KernelInterface

/// The way back through a small dense layer to one pixel of some images' convolution, two vectors of its channels: what it holds
/// is multiplied with the outputs' gradients, and its own gradient with the patches, without leaving the registers.
struct DensePixelGradient {
  private let p: DensePanel

  init(_ panel: DensePanel) { p = panel }

  /// The most outputs of the dense layer: two vectors of gradients for each output, two of four images' pixels, two vectors of
  /// weights and a factor fill 31 of 32 registers. (16 are too few for any.)
  static let mostOutputs = lanes == 16 ? 10 : 0
  /// The most values of a patch whose gradients are kept in registers.
  private static let mostTaps = 9
  /// Columns that share a vector of weights.
  private typealias Together = Rows<4>

  /// Whether the gradients of a kernel fit into registers.
  var keepsKernel: Bool { p.patches.depth <= Self.mostTaps }

  /// The pixel of each column to the panel's values, and the gradients of the dense weights that read it, `[outputs, 2 · vector]`.
  @inline(never)
  func addWeights(to weights: Writing, accumulate: Bool) {
    #if KERNELS_AVX512
      switch p.outputs {
      case 1: addWeights(Rows<1>(), weights, accumulate)
      case 2: addWeights(Rows<2>(), weights, accumulate)
      case 3: addWeights(Rows<3>(), weights, accumulate)
      case 4: addWeights(Rows<4>(), weights, accumulate)
      case 5: addWeights(Rows<5>(), weights, accumulate)
      case 6: addWeights(Rows<6>(), weights, accumulate)
      case 7: addWeights(Rows<7>(), weights, accumulate)
      case 8: addWeights(Rows<8>(), weights, accumulate)
      case 9: addWeights(Rows<9>(), weights, accumulate)
      case 10: addWeights(Rows<10>(), weights, accumulate)
      default: preconditionFailure("at most \(Self.mostOutputs) outputs")
      }
    #else
      preconditionFailure("sixteen registers are too few")
    #endif
  }

  @inline(__always)
  private func addWeights<let N: Int>(_ outputs: Rows<N>, _ weights: Writing, _ accumulate: Bool) {
    var (leftRegisters, rightRegisters, pixelRegisters) = (Registers(), Registers(), Registers())
    leftRegisters.withPointer { left in
      rightRegisters.withPointer { right in
        pixelRegisters.withPointer { pixels in
          if accumulate {
            unrolled(outputs) { n in
              left[n] = load(weights + n * tileColumns)
              right[n] = load(weights + n * tileColumns + lanes)
            }
          }
          forEachGroup { image in
            addWeights(outputs, Together(), image, left, right, pixels)
          } single: { image in
            addWeights(outputs, Rows<1>(), image, left, right, pixels)
          }
          unrolled(outputs) { n in
            store(left[n], weights + n * tileColumns)
            store(right[n], weights + n * tileColumns + lanes)
          }
        }
      }
    }
  }

  @inline(__always)
  private func forEachGroup(_ body: (Int) -> Void, single: (Int) -> Void) {
    let columns = p.patches.columns
    var column = 0
    while column + 4 <= columns {
      body(column)
      column += 4
    }
    while column < columns {
      single(column)
      column += 1
    }
  }

  @inline(__always)
  private func addWeights<let N: Int, let I: Int>(
    _ outputs: Rows<N>, _ together: Rows<I>, _ column: Int, _ left: UnsafeMutablePointer<Vector>,
    _ right: UnsafeMutablePointer<Vector>, _ pixels: UnsafeMutablePointer<Vector>
  ) {
    let step = p.patches.step
    let (b0, b1) = (load(p.bias), load(p.bias + lanes))
    unrolled(together) { i in
      pixels[2 * i] = b0
      pixels[2 * i + 1] = b1
    }
    addProducts(
      p.patches.depth, together, p.patches.values + step + column, p.panel, weightStep: tileColumns, second: lanes,
      pixels)
    if p.hasRelu {
      unrolled(together) { i in
        pixels[2 * i] = relu(pixels[2 * i])
        pixels[2 * i + 1] = relu(pixels[2 * i + 1])
      }
    }
    let target = p.values + column * tileColumns
    unrolled(together) { i in
      store(pixels[2 * i], target + i * tileColumns)
      store(pixels[2 * i + 1], target + i * tileColumns + lanes)
    }
    var gradients = p.outputGradient + column
    unrolled(outputs) { n in
      unrolled(together) { i in
        let factor = Vector(repeating: gradients[i])
        left[n] = multiplyAdd(factor, pixels[2 * i], left[n])
        right[n] = multiplyAdd(factor, pixels[2 * i + 1], right[n])
      }
      gradients += step
    }
  }

  /// Adds the gradients of the convolution's bias and, where they fit into registers, of its kernel `[1 + depth, kernelStep]`;
  /// elsewhere the pixels' gradients go to the panel's values.
  @inline(never)
  func addKernel(to kernel: Writing, _ kernelStep: Int) {
    #if KERNELS_AVX512
      guard keepsKernel else { return addKernel(Rows<0>(), kernel, kernelStep) }
      switch p.patches.depth {
      case 1: addKernel(Rows<1>(), kernel, kernelStep)
      case 2: addKernel(Rows<2>(), kernel, kernelStep)
      case 3: addKernel(Rows<3>(), kernel, kernelStep)
      case 4: addKernel(Rows<4>(), kernel, kernelStep)
      case 5: addKernel(Rows<5>(), kernel, kernelStep)
      case 6: addKernel(Rows<6>(), kernel, kernelStep)
      case 7: addKernel(Rows<7>(), kernel, kernelStep)
      case 8: addKernel(Rows<8>(), kernel, kernelStep)
      case 9: addKernel(Rows<9>(), kernel, kernelStep)
      default: preconditionFailure("at most \(Self.mostTaps) values of a patch")
      }
    #else
      preconditionFailure("sixteen registers are too few")
    #endif
  }

  @inline(__always)
  private func addKernel<let T: Int>(_ taps: Rows<T>, _ kernel: Writing, _ kernelStep: Int) {
    var (leftRegisters, rightRegisters, pixelRegisters) = (Registers(), Registers(), Registers())
    leftRegisters.withPointer { left in
      rightRegisters.withPointer { right in
        pixelRegisters.withPointer { pixels in
          // The bias's gradients come first.
          (left[0], right[0]) = (load(kernel), load(kernel + lanes))
          let rows = kernel + kernelStep
          unrolled(taps) { tap in
            left[1 + tap] = load(rows + tap * kernelStep)
            right[1 + tap] = load(rows + tap * kernelStep + lanes)
          }
          forEachGroup { column in
            addKernel(taps, Together(), column, left, right, pixels)
          } single: { column in
            addKernel(taps, Rows<1>(), column, left, right, pixels)
          }
          store(left[0], kernel)
          store(right[0], kernel + lanes)
          unrolled(taps) { tap in
            store(left[1 + tap], rows + tap * kernelStep)
            store(right[1 + tap], rows + tap * kernelStep + lanes)
          }
        }
      }
    }
  }

  @inline(__always)
  private func addKernel<let T: Int, let I: Int>(
    _ taps: Rows<T>, _ together: Rows<I>, _ column: Int, _ left: UnsafeMutablePointer<Vector>,
    _ right: UnsafeMutablePointer<Vector>, _ pixels: UnsafeMutablePointer<Vector>
  ) {
    let step = p.patches.step
    unrolled(together) { i in
      pixels[2 * i] = .zero
      pixels[2 * i + 1] = .zero
    }
    addProducts(
      p.outputs, together, p.outputGradient + column, p.strip, weightStep: lanes, second: p.outputs * lanes, pixels)
    let values = p.values + column * tileColumns
    if p.hasRelu {
      unrolled(together) { i in
        pixels[2 * i] = gated(pixels[2 * i], by: load(values + i * tileColumns))
        pixels[2 * i + 1] = gated(pixels[2 * i + 1], by: load(values + i * tileColumns + lanes))
      }
    }
    unrolled(together) { i in
      left[0] += pixels[2 * i]
      right[0] += pixels[2 * i + 1]
      if T == 0 {
        store(pixels[2 * i], values + i * tileColumns)
        store(pixels[2 * i + 1], values + i * tileColumns + lanes)
      }
    }
    var row = p.patches.values + step + column
    unrolled(taps) { tap in
      unrolled(together) { i in
        let factor = Vector(repeating: row[i])
        left[1 + tap] = multiplyAdd(factor, pixels[2 * i], left[1 + tap])
        right[1 + tap] = multiplyAdd(factor, pixels[2 * i + 1], right[1 + tap])
      }
      row += step
    }
  }

  /// Adds to each pixel's two vectors `count` factors of its own times two vectors of weights, `second` floats apart.
  @inline(__always)
  private func addProducts<let I: Int>(
    _ count: Int, _ together: Rows<I>, _ factors: Reading, _ weights: Reading, weightStep: Int, second: Int,
    _ pixels: UnsafeMutablePointer<Vector>
  ) {
    var (factors, weights) = (factors, weights)
    for _ in 0..<count {
      let (w0, w1) = (load(weights), load(weights + second))
      unrolled(together) { i in
        let factor = Vector(repeating: factors[i])
        pixels[2 * i] = multiplyAdd(factor, w0, pixels[2 * i])
        pixels[2 * i + 1] = multiplyAdd(factor, w1, pixels[2 * i + 1])
      }
      factors += p.patches.step
      weights += weightStep
    }
  }
}
