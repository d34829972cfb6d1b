import KernelInterface
import TestSupport
import Testing

@Suite struct WinogradTests {
  /// Winograd's sums are other sums: within 5e-6 of the largest output.
  @Test(arguments: kernelSets) func winogradEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(11)
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
    var random = SplitMix(17)
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

  @Test(arguments: kernelSets) func winogradTakesFewerImagesThanFitAtOnce(kernels: KernelSet) {
    var random = SplitMix(44)
    let winograd = kernels.fused.winograd
    let tried = shapes(40, seed: 45) { random in
      convolution(&random, channels: [32, 48], filters: [32, 64], kernel: 3...3, sizes: 6...14)
    }
    let suited = tried.filter { winograd.suits($0) && winograd.imagesAtOnce($0) > 1 }
    #expect(suited.count > 8)
    for shape in suited {
      let most = winograd.imagesAtOnce(shape)
      let count = Int.random(in: 1..<most, using: &random)
      let (images, kernel) = (Buffer(random.floats(count * shape.inputCount)), random.floats(shape.kernelCount))
      let (packed, scratch) = (Buffer(count: winograd.kernelCount(shape)), Buffer(count: winograd.scratch(shape)))
      winograd.pack(shape, kernel, packed.start)
      let output = Buffer([Float](repeating: .nan, count: most * shape.outputCount))
      winograd.forward(
        WinogradImages(
          shape: shape, images: Reading(images.start), count: count, kernel: Reading(packed.start), bias: nil,
          relu: false, output: output.start), scratch.start)
      for image in 0..<count {
        var (expected, unused) = ([Float](repeating: 0, count: shape.outputCount), [Float(0)])
        Plain.convolution(
          shape, Reading(images.start + image * shape.inputCount), kernel, nil, false, &expected, &unused)
        let values = output.values((image + 1) * shape.outputCount).suffix(shape.outputCount)
        expectClose(Array(values), expected, tolerance: 5e-6, "\(shape), image \(image) of \(count)")
      }
      let rest = output.values(most * shape.outputCount).dropFirst(count * shape.outputCount)
      #expect(rest.allSatisfy { $0.isNaN }, "\(shape), behind \(count) images")
    }
  }
}
