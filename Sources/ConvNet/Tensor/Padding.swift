/// What stands around the edges of an image while a window moves over it, as TensorFlow defines it.
public enum Padding: String, Sendable, Codable, Hashable, CaseIterable {
  /// Nothing: the window stays inside. Size `⌊(n − d·(k − 1) − 1) / s⌋ + 1`.
  case valid
  /// Zeros, so that the size is `⌈n / s⌉`; where an odd number of them is needed the extra one comes last.
  case same
}

/// A window that moves along one axis, with the sizes that follow from it.
package struct WindowAxis: Sendable, Hashable {
  package var input: Int
  package var kernel: Int
  package var stride: Int
  package var dilation: Int
  package var output: Int
  /// Zeros before the first value.
  package var before: Int
  /// Zeros after the last value.
  package var after: Int

  /// Values from the first that a window covers to the last; `nil` where they cannot be counted.
  package static func reach(kernel: Int, dilation: Int) -> Int? {
    let (extra, overflow) = (kernel - 1).multipliedReportingOverflow(by: dilation)
    return overflow || extra == .max ? nil : extra + 1
  }

  /// Sizes as in TensorFlow's `tf.nn.convolution`; `nil` where the window does not fit once.
  package init?(input: Int, kernel: Int, stride: Int, dilation: Int = 1, padding: Padding) {
    precondition(kernel > 0 && stride > 0 && dilation > 0)
    guard let reach = Self.reach(kernel: kernel, dilation: dilation), reach <= Int.max - input else { return nil }
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    switch padding {
    case .valid:
      guard input >= reach else { return nil }
      output = (input - reach) / stride + 1
      before = 0
      after = 0
    case .same:
      guard input > 0 else { return nil }
      output = (input - 1) / stride + 1
      let total = Swift.max((output - 1) * stride + reach - input, 0)
      before = total / 2
      after = total - before
    }
  }

  /// An axis of one value, over which nothing moves.
  package static let single = WindowAxis(one: ())

  private init(one: Void) {
    (input, kernel, stride, dilation, output, before, after) = (1, 1, 1, 1, 1, 0, 0)
  }

  /// Positions of the kernel that fall inside the input for an output position.
  package func taps(at position: Int) -> Range<Int> {
    let start = position * stride - before
    let first = start >= 0 ? 0 : (-start + dilation - 1) / dilation
    let end = start < input ? Swift.min(kernel, (input - 1 - start) / dilation + 1) : 0
    return Swift.min(first, end)..<end
  }

  /// Position in the input for an output position and a kernel position.
  package func source(_ position: Int, tap: Int) -> Int { position * stride - before + tap * dilation }
}
