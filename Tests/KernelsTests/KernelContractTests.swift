import KernelInterface
import TestSupport
import Testing

/// What the comments of `KernelSet` and its parts promise beside the numbers of one call on a whole image.
@Suite struct KernelContractTests {
  private static let ungrouped = convolutionShapes.filter { $0.groups == 1 }

  /// An image in its frame, with room behind it.
  private func padded(_ kernels: KernelSet, _ shape: ConvolutionShape, _ image: [Float]) -> Buffer {
    let (source, padded) = (Buffer(image), Buffer(count: kernels.fused.paddedCount(shape)))
    withExtendedLifetime(source) { kernels.fused.pad(shape, Reading(source.start), padded.start) }
    return padded
  }

  @Test(arguments: kernelSets) func someRowsOfAConvolutionAreThoseOfTheWhole(kernels: KernelSet) {
    var random = SplitMix(41)
    let fused = kernels.fused
    for (index, shape) in Self.ungrouped.enumerated() {
      let (image, kernel) = (random.floats(shape.inputCount), random.floats(shape.kernelCount))
      let (hasBias, isRelu) = (index % 3 > 0, index % 2 == 0)
      let bias = Buffer(random.floats(shape.outputChannels))
      var (whole, unused) = ([Float](repeating: 0, count: shape.outputCount), [Float(0)])
      Plain.convolution(shape, image, kernel, hasBias ? Reading(bias.start) : nil, isRelu, &whole, &unused)
      let (frame, panels) = (padded(kernels, shape, image), Buffer(count: fused.panelCount(shape)))
      fused.pack(shape, kernel, panels.start)
      let edge = Buffer(count: fused.edgeCount)
      let first = Int.random(in: 0..<shape.outputHeight, using: &random)
      let count = Int.random(in: 1...shape.outputHeight - first, using: &random)
      let row = shape.outputWidth * shape.outputChannels
      // One number more, to see that nothing is written behind the rows.
      let output = Buffer([Float](repeating: .nan, count: count * row + 1))
      fused.rows(
        shape,
        ConvolutionRows(
          padded: Reading(frame.start), panels: Reading(panels.start), bias: hasBias ? Reading(bias.start) : nil,
          relu: isRelu, first: first, count: count, output: output.start, edge: edge.start))
      let name = "\(shape), rows \(first)..<\(first + count)"
      expectClose(output.values(count * row), Array(whole[first * row..<(first + count) * row]), name)
      #expect(output.start[count * row].isNaN, "\(name)")
    }
  }

  @Test(arguments: kernelSets) func kernelGradientsOfImagesAreAddedToWhatIsThere(kernels: KernelSet) {
    var random = SplitMix(42)
    for shape in Self.ungrouped {
      let sums = random.floats(shape.kernelCount)
      let (actual, edge) = (Buffer(sums), Buffer(count: kernels.fused.edgeCount))
      var (expected, unused) = (sums, [Float(0)])
      for _ in 0..<2 {
        let (image, gradient) = (random.floats(shape.inputCount), Buffer(random.floats(shape.outputCount)))
        let frame = padded(kernels, shape, image)
        kernels.fused.kernelGradient(
          shape, Reading(frame.start), Reading(gradient.start), actual.start, edge.start)
        Plain.convolutionKernelGradient(shape, image, Reading(gradient.start), &expected, &unused)
      }
      expectClose(actual.values(shape.kernelCount), expected, "\(shape)")
    }
  }

  /// Through pooling: the sums of two images, and biases that are there already.
  @Test(arguments: kernelSets) func gradientsThroughPoolingAreAddedToWhatIsThere(kernels: KernelSet) {
    var random = SplitMix(43)
    let fused = kernels.fused
    for pair in FusedKernelTests.pooled {
      let (c, p) = (pair.convolution, pair.pooling)
      let biases = random.floats(c.outputChannels)
      let (sums, bias) = (Buffer(count: fused.kernelSumCount(pair)), Buffer(biases))
      var (expected, expectedBias, unused) = ([Float](repeating: 0, count: c.kernelCount), biases, [Float(0)])
      for _ in 0..<2 {
        let (image, gradient) = (Buffer(random.floats(c.inputCount)), Buffer(random.floats(p.outputCount)))
        let scratch = Buffer(count: fused.sparseScratch(pair))
        let places = (0..<p.outputCount).map { _ in
          let place = Int.random(in: 0...pair.places, using: &random)
          return place == pair.places ? SparsePooling.dead : UInt8(place)
        }
        fused.sparseKernelGradient(
          pair,
          SparseKernelGradient(
            image: Reading(image.start), outputGradient: Reading(gradient.start), places: places, gradient: sums.start,
            biasGradient: bias.start, scratch: scratch.start))
        var whole = [Float](repeating: 0, count: c.outputCount)
        for (i, place) in places.enumerated() where place != SparsePooling.dead {
          let (window, channel) = (i / p.channels, i % p.channels)
          let y = window / p.outputWidth * p.strideHeight + Int(place) / p.windowWidth
          let x = window % p.outputWidth * p.strideWidth + Int(place) % p.windowWidth
          whole[(y * p.inputWidth + x) * p.channels + channel] = gradient.start[i]
          expectedBias[channel] += gradient.start[i]
        }
        Plain.convolutionKernelGradient(c, Reading(image.start), whole, &expected, &unused)
      }
      let actual = Buffer([Float](repeating: .nan, count: c.kernelCount))
      fused.arrangeKernelSums(pair, Reading(sums.start), actual.start)
      expectClose(actual.values(c.kernelCount), expected, "\(pair)")
      expectClose(bias.values(c.outputChannels), expectedBias, "\(pair)")
    }
  }
}
