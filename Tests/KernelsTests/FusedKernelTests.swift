import KernelInterface
import Testing

/// A convolution with stride 1 or 2 and what follows it, at random.
private func shapes(_ count: Int, seed: Int, _ make: (inout Seeded) -> ConvolutionShape) -> [ConvolutionShape] {
  var random = Seeded(seed)
  return (0..<count).map { _ in make(&random) }
}

private func convolution(
  _ random: inout Seeded, channels: [Int], filters: [Int], kernel: ClosedRange<Int>, sizes: ClosedRange<Int>,
  strides: ClosedRange<Int> = 1...1
) -> ConvolutionShape {
  func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  let (kh, kw) = (pick(kernel), pick(kernel))
  let (h, w) = (max(pick(sizes), kh), max(pick(sizes), kw))
  let (top, left, stride) = (pick(0...kh - 1), pick(0...kw - 1), pick(strides))
  var shape = ConvolutionShape(
    input: (h, w, channels[pick(0...channels.count - 1)]),
    output: ((h + top - kh) / stride + 1, (w + left - kw) / stride + 1, filters[pick(0...filters.count - 1)]),
    kernel: (kh, kw))
  (shape.paddingTop, shape.paddingLeft) = (top, left)
  (shape.strideHeight, shape.strideWidth) = (stride, stride)
  return shape
}

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
    for index in 0..<60 {
      let shape = convolution(
        &random, channels: [1, 2, 3, 4, 8, 16, 32, 64], filters: [1, 7, 16, 32, 40, 64], kernel: 1...5, sizes: 3...17,
        strides: 1...(index % 3 == 0 ? 2 : 1))
      let window = index % 4 == 0 ? (3, 2) : (2, 2)
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

  private func checkKernelGradient(
    _ kernels: KernelSet, _ pair: SparsePooling, _ gradient: Buffer, _ places: UnsafePointer<UInt8>, _ whole: [Float],
    _ random: inout Seeded
  ) {
    let (c, fused) = (pair.convolution, kernels.fused)
    let image = Buffer(random.floats(c.inputCount))
    let padded = Buffer(count: fused.paddedCount(c))
    fused.pad(c, Reading(image.start), padded.start)
    let (sums, bias) = (Buffer(count: fused.kernelSumCount(pair)), Buffer(count: c.outputChannels))
    let scratch = Buffer(count: fused.sparseScratch(pair))
    fused.sparseKernelGradient(
      pair,
      SparseKernelGradient(
        padded: Reading(padded.start), outputGradient: Reading(gradient.start), places: places, gradient: sums.start,
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

  /// A row of a convolution and the dense layer that reads it, against the layers one by one.
  @Test(arguments: kernelSets) func aConvolutionReadByADenseLayerEqualsThePlainLoops(kernels: KernelSet) {
    var random = Seeded(15)
    let dense = kernels.fused.dense
    var tried = shapes(72, seed: 16) { random in
      convolution(
        &random, channels: [1, 2, 3], filters: [1, 5, 16, 20, 32, 48, 64, 96], kernel: 1...5, sizes: 4...17,
        strides: 1...2)
    }.filter { !$0.isPadded }
    // So wide that its weights are taken in parts.
    tried.append(ConvolutionShape(input: (3, 140, 1), output: (1, 138, 64), kernel: (3, 3)))
    #expect(tried.count > 8)
    for (index, shape) in tried.enumerated() {
      let batch = Int.random(in: 1...(index % 3 == 0 ? 150 : 9), using: &random)
      let outputs = index == tried.count - 1 ? 10 : Int.random(in: 1...(index % 4 == 0 ? 32 : 10), using: &random)
      let row = Int.random(in: 0..<shape.outputHeight, using: &random)
      let isRelu = Bool.random(using: &random)
      let images = Buffer(random.floats(batch * shape.inputCount))
      let (kernel, bias) = (random.floats(shape.kernelCount), random.floats(shape.outputChannels))
      let rowCount = shape.outputWidth * shape.outputChannels
      let weights = Buffer(random.floats(rowCount * outputs))
      let channels = dense.channelCount(shape)
      let (panels, strips) = (
        Buffer(count: kernels.fused.panelCount(shape)), Buffer(count: shape.outputWidth * channels * outputs)
      )
      kernels.fused.pack(shape, kernel, panels.start)
      dense.arrange(shape, outputs, Reading(weights.start), strips.start)
      let biases = Buffer(bias)
      let isTurned = dense.turnsImages(shape, outputs)
      let turned = Buffer(count: batch * shape.inputCount)
      dense.turn(shape.inputCount, Reading(images.start), shape.inputCount, batch, turned.start, batch)
      let (start, imageStep, valueStep) =
        isTurned ? (turned.start, 1, batch) : (images.start, shape.inputCount, 1)
      let corner = row * shape.strideHeight * shape.paddedWidth * shape.inputChannels
      let task = ConvolutionDenseRow(
        shape: shape, images: Reading(start + corner * valueStep), imageStep: imageStep, valueStep: valueStep,
        batch: batch, panels: Reading(panels.start), bias: Reading(biases.start),
        relu: isRelu, outputs: outputs, strips: Reading(strips.start))
      let (output, scratch) = (Buffer(count: batch * outputs), Buffer(count: dense.scratch(shape, outputs, batch)))
      let part = Buffer([Float](repeating: .nan, count: batch * outputs * dense.vectorCount))
      dense.forward(task, part.start, scratch.start)
      dense.addUp(Reading(part.start), 1, 0, batch * outputs, output.start)
      let gradient = Buffer(random.floats(batch * outputs))
      let patch = shape.kernelCount / shape.outputChannels
      let weightGradient = Buffer(count: rowCount * outputs)
      let kernelGradient = Buffer(count: (patch + 1) * channels)
      dense.backward(
        task,
        ConvolutionDenseGradients(
          output: Reading(gradient.start), weights: weightGradient.start, kernel: kernelGradient.start,
          scratch: scratch.start))

      var expected = PlainRow(shape, outputs: outputs, batch: batch)
      for image in 0..<batch {
        expected.add(
          image, Reading(images.start + image * shape.inputCount), row, kernel, bias, isRelu, Reading(weights.start),
          Reading(gradient.start))
      }
      expectClose(output.values(batch * outputs), expected.output, "\(shape)")
      expectClose(weightGradient.values(rowCount * outputs), expected.weights, "\(shape)")
      let kernelValues = (0..<shape.kernelCount).map {
        kernelGradient.start[$0 / shape.outputChannels * channels + $0 % shape.outputChannels]
      }
      expectClose(kernelValues, expected.kernel, tolerance: 3e-5, "\(shape)")
      let biasValues = (0..<shape.outputChannels).map { kernelGradient.start[patch * channels + $0] }
      expectClose(biasValues, expected.bias, tolerance: 3e-5, "\(shape)")
    }
  }
}

/// What a row of a convolution and a dense layer come to, number by number.
private struct PlainRow {
  let shape: ConvolutionShape
  let outputs: Int
  var output: [Float]
  var weights: [Float]
  var kernel: [Float]
  var bias: [Float]

  init(_ shape: ConvolutionShape, outputs: Int, batch: Int) {
    (self.shape, self.outputs) = (shape, outputs)
    output = [Float](repeating: 0, count: batch * outputs)
    weights = [Float](repeating: 0, count: shape.outputWidth * shape.outputChannels * outputs)
    kernel = [Float](repeating: 0, count: shape.kernelCount)
    bias = [Float](repeating: 0, count: shape.outputChannels)
  }

  mutating func add(
    _ index: Int, _ image: Reading, _ row: Int, _ filter: [Float], _ biases: [Float], _ isRelu: Bool,
    _ denseWeights: Reading, _ gradient: Reading
  ) {
    var values = [Float](repeating: 0, count: shape.outputCount)
    var unused: [Float] = [0]
    Plain.convolution(shape, image, filter, biases, isRelu, &values, &unused)
    let rowCount = shape.outputWidth * shape.outputChannels
    var valueGradients = [Float](repeating: 0, count: shape.outputCount)
    for k in 0..<rowCount {
      let value = values[row * rowCount + k]
      var sum: Float = 0
      for n in 0..<outputs {
        output[index * outputs + n] += value * denseWeights[k * outputs + n]
        weights[k * outputs + n] += value * gradient[index * outputs + n]
        sum += gradient[index * outputs + n] * denseWeights[k * outputs + n]
      }
      if isRelu && value <= 0 { sum = 0 }
      valueGradients[row * rowCount + k] = sum
      bias[k % shape.outputChannels] += sum
    }
    Plain.convolutionKernelGradient(shape, image, valueGradients, &kernel, &unused)
  }
}

/// Numbers that stand still, with the room behind them that kernels may read; zero at first.
private final class Buffer {
  let start: Writing

  init(count: Int) {
    start = .allocate(capacity: count + ConvolutionKernels.slack)
    start.initialize(repeating: 0, count: count + ConvolutionKernels.slack)
  }

  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    start.update(from: values, count: values.count)
  }

  deinit { start.deallocate() }

  func values(_ count: Int) -> [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
