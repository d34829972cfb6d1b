import KernelInterface
import TestSupport

/// Convolutions at random.
func shapes(_ count: Int, seed: Int, _ make: (inout SplitMix) -> ConvolutionShape) -> [ConvolutionShape] {
  var random = SplitMix(seed)
  return (0..<count).map { _ in make(&random) }
}

func convolution(
  _ random: inout SplitMix, channels: [Int], filters: [Int], kernel: ClosedRange<Int>, sizes: ClosedRange<Int>,
  strides: ClosedRange<Int> = 1...1, isPadded: Bool = true
) -> ConvolutionShape {
  func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  let (kh, kw) = (pick(kernel), pick(kernel))
  let (h, w) = (max(pick(sizes), kh), max(pick(sizes), kw))
  let (tall, wide) = isPadded ? (kh - 1, kw - 1) : (0, 0)
  let (top, bottom, left, right) = (pick(0...tall), pick(0...tall), pick(0...wide), pick(0...wide))
  let (down, across) = (pick(strides), pick(strides))
  var shape = ConvolutionShape(
    input: (h, w, channels[pick(0...channels.count - 1)]),
    output: (
      (h + top + bottom - kh) / down + 1, (w + left + right - kw) / across + 1, filters[pick(0...filters.count - 1)]
    ),
    kernel: (kh, kw))
  (shape.paddingTop, shape.paddingLeft) = (top, left)
  (shape.strideHeight, shape.strideWidth) = (down, across)
  return shape
}
