import KernelInterface
import Testing

@Suite struct FusedKernelTests {
  /// Winograd's sums are other sums: within 5e-6 of the largest output.
  @Test(arguments: kernelSets) func winogradEqualsThePlainLoops(kernels: KernelSet) {
    var random = Seeded(11)
    let winograd = kernels.fused.winograd
    let tried = shapes(30, seed: 12) { random in
      convolution(&random, channels: [32, 48, 64], filters: [32, 48, 64, 112], kernel: 3...3, sizes: 6...24)
    }
    let suited = tried.filter(winograd.suits)
    #expect(suited.count > 8)
    for (index, shape) in suited.enumerated() {
      let count = winograd.imagesAtOnce(shape)
      let input = random.floats(count * shape.inputCount)
      let kernel = random.floats(shape.kernelCount)
      let bias = random.floats(shape.outputChannels)
      var packed = [Float](repeating: .nan, count: winograd.kernelCount(shape))
      winograd.pack(shape, kernel, &packed)
      var actual = [Float](repeating: .nan, count: count * shape.outputCount)
      var scratch = [Float](repeating: .nan, count: winograd.scratch(shape) + ConvolutionKernels.slack)
      var expected = actual
      let room = input + [Float](repeating: 0, count: ConvolutionKernels.slack)
      room.withUnsafeBufferPointer { input in
        bias.withUnsafeBufferPointer { bias in
          packed.withUnsafeBufferPointer { packed in
            actual.withUnsafeMutableBufferPointer { actual in
              winograd.forward(
                WinogradImages(
                  shape: shape, images: input.baseAddress!, count: count, kernel: packed.baseAddress!,
                  bias: index % 2 == 0 ? bias.baseAddress! : nil, relu: index % 3 == 0, output: actual.baseAddress!),
                &scratch)
            }
          }
          for image in 0..<count {
            var output = [Float](repeating: 0, count: shape.outputCount)
            var unused: [Float] = [0]
            Plain.convolution(
              shape, input.baseAddress! + image * shape.inputCount, kernel,
              index % 2 == 0 ? bias.baseAddress! : nil, index % 3 == 0, &output, &unused)
            expected.replaceSubrange(image * shape.outputCount..<(image + 1) * shape.outputCount, with: output)
          }
        }
      }
      expectClose(actual, expected, tolerance: 5e-6, "\(shape)")
    }
  }

  @Test(arguments: kernelSets) func winogradOfFewChannelsEqualsThePlainLoops(kernels: KernelSet) {
    var random = Seeded(17)
    let (fused, winograd) = (kernels.fused, kernels.fused.winograd.rows)
    let tried = shapes(40, seed: 18) { random in
      convolution(&random, channels: [1, 2, 3, 4, 7, 16], filters: [16, 32, 48, 64], kernel: 3...3, sizes: 6...34)
    }
    let suited = tried.filter(winograd.suits)
    #expect(suited.count > 8)
    for (index, shape) in suited.enumerated() {
      let (image, kernel) = (Buffer(random.floats(shape.inputCount)), random.floats(shape.kernelCount))
      let bias = Buffer(random.floats(shape.outputChannels))
      let (hasBias, isRelu) = (index % 2 == 0, index % 3 == 0)
      let (packed, frame) = (Buffer(count: winograd.kernelCount(shape)), winograd.frame(shape))
      let (padded, scratch) = (Buffer(count: fused.paddedCount(frame)), Buffer(count: winograd.scratch(shape)))
      winograd.pack(shape, kernel, packed.start)
      fused.pad(frame, Reading(image.start), padded.start)
      let output = Buffer(count: shape.outputCount)
      for first in stride(from: 0, to: shape.outputHeight, by: 4) {
        winograd.run(
          shape,
          ConvolutionRows(
            padded: Reading(padded.start), panels: Reading(packed.start), bias: hasBias ? Reading(bias.start) : nil,
            relu: isRelu, first: first, count: min(4, shape.outputHeight - first),
            output: output.start + first * shape.outputWidth * shape.outputChannels, edge: scratch.start))
      }
      var expected = [Float](repeating: 0, count: shape.outputCount)
      var unused: [Float] = [0]
      Plain.convolution(
        shape, Reading(image.start), kernel, hasBias ? Reading(bias.start) : nil, isRelu, &expected, &unused)
      expectClose(output.values(shape.outputCount), expected, tolerance: 5e-6, "\(shape)")
    }
  }

  static let pooled: [SparsePooling] = {
    var random = Seeded(13)
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
      let pooling = PoolingShape(
        input: (shape.outputHeight, shape.outputWidth), channels: shape.outputChannels,
        output: (shape.outputHeight / window.0, shape.outputWidth / window.1), window: window, stride: window)
      if let pair = SparsePooling(shape, pooling) { pairs.append(pair) }
    }
    return pairs
  }()

  /// Through pooling and ReLU: the maxima and their places, then both gradients, against those of the whole convolution.
  @Test(arguments: kernelSets) func gradientsThroughPoolingEqualThePlainLoops(kernels: KernelSet) {
    var random = Seeded(14)
    let fused = kernels.fused
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
    var random = Seeded(20)
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
    _ random: inout Seeded
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
    _ random: inout Seeded
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
