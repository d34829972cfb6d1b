import KernelInterface
import TestSupport
import Testing

@Suite struct FusedKernelTests {
  static let pooled: [SparsePooling] = {
    var random = SplitMix(13)
    var pairs: [SparsePooling] = []
    for index in 0..<72 {
      // The last ones are of the kind whose input gradient stays in registers, on every instruction set.
      let isKept = index >= 60
      let shape = convolution(
        &random, channels: isKept ? [16, 32, 64] : [1, 2, 3, 4, 8, 16, 32, 64], filters: [1, 7, 16, 32, 40, 64],
        kernel: isKept ? 3...3 : 1...5, sizes: isKept ? 6...19 : 3...17,
        strides: 1...(index % 3 == 0 && !isKept ? 2 : 1))
      let window = index % 4 == 0 && !isKept ? (3, 2) : (2, 2)
      guard shape.outputHeight >= window.0, shape.outputWidth >= window.1 else { continue }
      // Half of the others' windows lie apart.
      let apart = index % 2 == 0 && !isKept ? 0...2 : 0...0
      let stride = (
        window.0 + Int.random(in: apart, using: &random), window.1 + Int.random(in: apart, using: &random)
      )
      let output = ((shape.outputHeight - window.0) / stride.0 + 1, (shape.outputWidth - window.1) / stride.1 + 1)
      let pooling = PoolingShape(
        input: (shape.outputHeight, shape.outputWidth), channels: shape.outputChannels, output: output, window: window,
        stride: stride)
      if let pair = SparsePooling(shape, pooling) { pairs.append(pair) }
    }
    return pairs
  }()

  /// Whether the input gradient stays in registers, on every instruction set.
  private static func isKept(_ pair: SparsePooling) -> Bool {
    let (c, p) = (pair.convolution, pair.pooling)
    return c.inputChannels % 16 == 0 && (c.kernelHeight, c.kernelWidth) == (3, 3)
      && (c.strideHeight, c.strideWidth) == (1, 1) && (p.strideHeight, p.strideWidth) == (2, 2)
  }

  /// Through pooling and ReLU: the maxima and their places, then both gradients, against those of the whole convolution.
  @Test(arguments: kernelSets) func gradientsThroughPoolingEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(14)
    let fused = kernels.fused
    #expect(Self.pooled.count > 60)
    #expect(Self.pooled.count { $0.pooling.strideHeight > $0.pooling.windowHeight } > 12)
    #expect(Self.pooled.suffix(12).allSatisfy { Self.isKept($0) })
    for (index, pair) in Self.pooled.enumerated() {
      let (c, p) = (pair.convolution, pair.pooling)
      let isRelu = index % 2 == 0
      let rows = random.floats(c.outputCount)
      let output = Buffer([Float](repeating: .nan, count: p.outputCount))
      let places = UnsafeMutablePointer<UInt8>.allocate(capacity: p.outputCount)
      defer { places.deallocate() }
      let input = Buffer(rows)
      let row = p.inputWidth * p.channels
      for y in 0..<p.outputHeight {
        let start = y * p.outputWidth * p.channels
        fused.poolRow(
          p, isRelu, Reading(input.start + y * p.strideHeight * row), output.start + start, places + start)
      }
      // What the places say, as a gradient of the whole output.
      let gradient = random.floats(p.outputCount)
      var whole = [Float](repeating: 0, count: c.outputCount)
      for i in 0..<p.outputCount {
        let (y, x, channel) = (
          i / p.channels / p.outputWidth * p.strideHeight, i / p.channels % p.outputWidth * p.strideWidth,
          i % p.channels
        )
        var (largest, best) = (-Float.infinity, 0)
        for place in 0..<p.windowHeight * p.windowWidth {
          let at = ((y + place / p.windowWidth) * p.inputWidth + x + place % p.windowWidth) * p.channels + channel
          if rows[at] > largest { (largest, best) = (rows[at], at) }
        }
        #expect(output.start[i] == (isRelu ? max(largest, 0) : largest))
        if !isRelu || largest > 0 { whole[best] = gradient[i] } else { #expect(places[i] == SparsePooling.dead) }
      }
      checkKernelGradient(kernels, pair, Buffer(gradient), places, whole, &random)
      checkInputGradient(kernels, pair, Buffer(gradient), places, whole, &random)
    }
  }

  /// A NaN in any place of a window is its maximum, so that training notices it.
  @Test(arguments: kernelSets, [(2, 2), (3, 2), (1, 3)])
  func aNaNGoesThroughARowOfWindows(kernels: KernelSet, window: (height: Int, width: Int)) {
    var random = SplitMix(20)
    for channels in [1, 7, 16, 37] {
      let pooling = PoolingShape(
        input: (window.height, 3 * window.width), channels: channels, output: (1, 3), window: window, stride: window)
      let places = [UInt8](repeating: 0, count: pooling.outputCount)
      for place in 0..<window.height * window.width {
        let input = Buffer(random.floats(pooling.inputCount))
        let pixel = place / window.width * pooling.inputWidth + window.width + place % window.width
        for channel in 0..<channels { input.start[pixel * channels + channel] = .nan }
        for isRelu in [true, false] {
          let output = Buffer(count: pooling.outputCount)
          var kept = places
          kernels.fused.poolRow(pooling, isRelu, Reading(input.start), output.start, &kept)
          let isNaN = output.values(pooling.outputCount).map(\.isNaN)
          #expect(isNaN == (0..<pooling.outputCount).map { $0 / channels == 1 }, "place \(place), \(channels) channels")
          #expect(kept[channels..<2 * channels].allSatisfy { $0 == place })
        }
      }
    }
  }

  private func checkKernelGradient(
    _ kernels: KernelSet, _ pair: SparsePooling, _ gradient: Buffer, _ places: UnsafePointer<UInt8>, _ whole: [Float],
    _ random: inout SplitMix
  ) {
    let (c, fused) = (pair.convolution, kernels.fused)
    let image = Buffer(random.floats(c.inputCount))
    let (sums, bias) = (Buffer(count: fused.kernelSumCount(pair)), Buffer(count: c.outputChannels))
    let scratch = Buffer(count: fused.sparseScratch(pair))
    fused.sparseKernelGradient(
      pair,
      SparseKernelGradient(
        image: Reading(image.start), outputGradient: Reading(gradient.start), places: places, gradient: sums.start,
        biasGradient: bias.start, scratch: scratch.start))
    var expected = [Float](repeating: 0, count: c.kernelCount)
    var unused: [Float] = [0]
    Plain.convolutionKernelGradient(c, Reading(image.start), whole, &expected, &unused)
    let actual = Buffer([Float](repeating: .nan, count: c.kernelCount))
    fused.arrangeKernelSums(pair, Reading(sums.start), actual.start)
    expectClose(actual.values(c.kernelCount), expected, "\(pair)")
    let biases = (0..<c.outputChannels).map { filter in
      stride(from: filter, to: whole.count, by: c.outputChannels).reduce(0) { $0 + whole[$1] }
    }
    expectClose(bias.values(c.outputChannels), biases, "\(pair)")
  }

  private func checkInputGradient(
    _ kernels: KernelSet, _ pair: SparsePooling, _ gradient: Buffer, _ places: UnsafePointer<UInt8>, _ whole: [Float],
    _ random: inout SplitMix
  ) {
    let (c, fused) = (pair.convolution, kernels.fused)
    let kernel = Buffer(random.floats(c.kernelCount))
    let transposed = Buffer(count: fused.transposedCount(c))
    fused.transpose(c, Reading(kernel.start), transposed.start)
    let actual = Buffer([Float](repeating: .nan, count: c.inputCount))
    let scratch = Buffer(count: fused.sparseScratch(pair))
    fused.sparseInputGradient(
      pair,
      SparseInputGradient(
        transposedKernel: Reading(transposed.start), outputGradient: Reading(gradient.start), places: places,
        inputGradient: actual.start, scratch: scratch.start))
    var expected = [Float](repeating: 0, count: c.inputCount)
    var unused: [Float] = [0]
    Plain.convolutionInputGradient(c, whole, Reading(kernel.start), &expected, &unused)
    expectClose(actual.values(c.inputCount), expected, "\(pair)")
  }
}
