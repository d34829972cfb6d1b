import KernelInterface

/// The way back through a small dense layer to one pixel of some images' convolution, two vectors of its channels: what it holds
/// is multiplied with the outputs' gradients, and its own gradient with the patches, without leaving the registers.
struct DensePixelGradient {
  /// The first image's patch, and floats to the next image's.
  var patch: Reading
  var imageStep: Int
  var images: Int
  /// Values of a patch without a jump, such runs, and floats between their starts.
  var run: Int
  var runs: Int
  var runStep: Int
  /// The convolution's panel and bias.
  var panel: Reading
  var bias: Reading
  var hasRelu: Bool
  /// Gradients of the dense outputs, `[images, outputs]`.
  var outputGradient: Reading
  var outputs: Int
  /// The dense weights that read the pixel, `[2, outputs, vector]`.
  var strip: Reading
  /// Room for the pixel of each image, `[images, 2 · vector]`.
  var values: Writing

  /// The most outputs of the dense layer: two vectors of gradients for each output, two of four images' pixels, two vectors of
  /// weights and a factor fill 31 of 32 registers. (16 are too few for any.)
  static let mostOutputs = lanes == 16 ? 10 : 0
  /// The most runs of a patch, and values of a run, whose gradients are kept in registers.
  private static let most = 3
  /// Images that share a vector of weights.
  private typealias Together = Rows<4>

  /// Whether the gradients of a kernel fit into registers.
  var keepsKernel: Bool { run <= Self.most && runs <= Self.most }

  /// The pixel of each image to `values`, and the gradients of the dense weights that read it, `[outputs, 2 · vector]`.
  @inline(never)
  func addWeights(to weights: Writing, accumulate: Bool) {
    #if KERNELS_AVX512
      switch outputs {
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
    var image = 0
    while image + 4 <= images {
      body(image)
      image += 4
    }
    while image < images {
      single(image)
      image += 1
    }
  }

  @inline(__always)
  private func addWeights<let N: Int, let I: Int>(
    _ outputs: Rows<N>, _ together: Rows<I>, _ image: Int, _ left: UnsafeMutablePointer<Vector>,
    _ right: UnsafeMutablePointer<Vector>, _ pixels: UnsafeMutablePointer<Vector>
  ) {
    let (run, runs, runStep, imageStep) = (run, runs, runStep, imageStep)
    let (b0, b1) = (load(bias), load(bias + lanes))
    unrolled(together) { i in
      pixels[2 * i] = b0
      pixels[2 * i + 1] = b1
    }
    var (row, weights) = (patch + image * imageStep, panel)
    for _ in 0..<runs {
      for k in 0..<run {
        let (w0, w1) = (load(weights), load(weights + lanes))
        unrolled(together) { i in
          let factor = Vector(repeating: row[k + i * imageStep])
          pixels[2 * i] = multiplyAdd(factor, w0, pixels[2 * i])
          pixels[2 * i + 1] = multiplyAdd(factor, w1, pixels[2 * i + 1])
        }
        weights += tileColumns
      }
      row += runStep
    }
    if hasRelu {
      unrolled(together) { i in
        pixels[2 * i] = relu(pixels[2 * i])
        pixels[2 * i + 1] = relu(pixels[2 * i + 1])
      }
    }
    let target = values + image * tileColumns
    let gradients = outputGradient + image * N
    unrolled(together) { i in
      store(pixels[2 * i], target + i * tileColumns)
      store(pixels[2 * i + 1], target + i * tileColumns + lanes)
      unrolled(outputs) { n in
        let factor = Vector(repeating: gradients[i * N + n])
        left[n] = multiplyAdd(factor, pixels[2 * i], left[n])
        right[n] = multiplyAdd(factor, pixels[2 * i + 1], right[n])
      }
    }
  }

  /// Adds the gradients of the convolution's bias and, where they fit into registers, of its kernel `[k, kernelStep]`; elsewhere
  /// the pixels' gradients go to `values`.
  @inline(never)
  func addKernel(to kernel: Writing, _ kernelStep: Int, bias: Writing) {
    #if KERNELS_AVX512
      guard keepsKernel else { return addKernel(Rows<0>(), Rows<0>(), kernel, kernelStep, bias) }
      switch (runs, run) {
      case (3, 3): addKernel(Rows<3>(), Rows<3>(), kernel, kernelStep, bias)
      case (3, 2): addKernel(Rows<3>(), Rows<2>(), kernel, kernelStep, bias)
      case (3, 1): addKernel(Rows<3>(), Rows<1>(), kernel, kernelStep, bias)
      case (2, 3): addKernel(Rows<2>(), Rows<3>(), kernel, kernelStep, bias)
      case (2, 2): addKernel(Rows<2>(), Rows<2>(), kernel, kernelStep, bias)
      case (2, 1): addKernel(Rows<2>(), Rows<1>(), kernel, kernelStep, bias)
      case (1, 3): addKernel(Rows<1>(), Rows<3>(), kernel, kernelStep, bias)
      case (1, 2): addKernel(Rows<1>(), Rows<2>(), kernel, kernelStep, bias)
      case (1, 1): addKernel(Rows<1>(), Rows<1>(), kernel, kernelStep, bias)
      default: preconditionFailure("at most \(Self.most) runs of \(Self.most)")
      }
    #else
      preconditionFailure("sixteen registers are too few")
    #endif
  }

  @inline(__always)
  private func addKernel<let H: Int, let W: Int>(
    _ height: Rows<H>, _ width: Rows<W>, _ kernel: Writing, _ kernelStep: Int, _ bias: Writing
  ) {
    var (leftRegisters, rightRegisters, pixelRegisters) = (Registers(), Registers(), Registers())
    leftRegisters.withPointer { left in
      rightRegisters.withPointer { right in
        pixelRegisters.withPointer { pixels in
          // The bias's gradients stand behind the kernel's.
          let taps = H * W
          for tap in 0..<taps {
            left[tap] = load(kernel + tap * kernelStep)
            right[tap] = load(kernel + tap * kernelStep + lanes)
          }
          left[taps] = load(bias)
          right[taps] = load(bias + lanes)
          forEachGroup { image in
            addKernel(height, width, Together(), image, left, right, pixels)
          } single: { image in
            addKernel(height, width, Rows<1>(), image, left, right, pixels)
          }
          for tap in 0..<taps {
            store(left[tap], kernel + tap * kernelStep)
            store(right[tap], kernel + tap * kernelStep + lanes)
          }
          store(left[taps], bias)
          store(right[taps], bias + lanes)
        }
      }
    }
  }

  @inline(__always)
  private func addKernel<let H: Int, let W: Int, let I: Int>(
    _ height: Rows<H>, _ width: Rows<W>, _ together: Rows<I>, _ image: Int, _ left: UnsafeMutablePointer<Vector>,
    _ right: UnsafeMutablePointer<Vector>, _ pixels: UnsafeMutablePointer<Vector>
  ) {
    let (outputs, runStep, imageStep) = (outputs, runStep, imageStep)
    unrolled(together) { i in
      pixels[2 * i] = .zero
      pixels[2 * i + 1] = .zero
    }
    let gradients = outputGradient + image * outputs
    for n in 0..<outputs {
      let (w0, w1) = (load(strip + n * lanes), load(strip + (outputs + n) * lanes))
      unrolled(together) { i in
        let factor = Vector(repeating: gradients[i * outputs + n])
        pixels[2 * i] = multiplyAdd(factor, w0, pixels[2 * i])
        pixels[2 * i + 1] = multiplyAdd(factor, w1, pixels[2 * i + 1])
      }
    }
    let values = values + image * tileColumns
    if hasRelu {
      unrolled(together) { i in
        pixels[2 * i] = gated(pixels[2 * i], by: load(values + i * tileColumns))
        pixels[2 * i + 1] = gated(pixels[2 * i + 1], by: load(values + i * tileColumns + lanes))
      }
    }
    let first = patch + image * imageStep
    unrolled(together) { i in
      left[H * W] += pixels[2 * i]
      right[H * W] += pixels[2 * i + 1]
      if H * W == 0 {
        store(pixels[2 * i], values + i * tileColumns)
        store(pixels[2 * i + 1], values + i * tileColumns + lanes)
      }
      for h in 0..<H {
        for w in 0..<W {
          let factor = Vector(repeating: first[i * imageStep + h * runStep + w])
          left[h * W + w] = multiplyAdd(factor, pixels[2 * i], left[h * W + w])
          right[h * W + w] = multiplyAdd(factor, pixels[2 * i + 1], right[h * W + w])
        }
      }
    }
  }
}
