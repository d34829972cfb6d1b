import KernelInterface

/// Numbers that stand still, with the room behind them that kernels may read; zero at first.
final class Buffer {
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
