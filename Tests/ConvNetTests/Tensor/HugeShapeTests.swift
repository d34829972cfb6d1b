import ConvNet
import Testing

/// Shapes that can be written down and not be held, or walked through.
@Suite struct HugeShapeTests {
  @Test(arguments: [[Int.max], [1_000_000, 1_000_000], [-1], [Int.max, 2]]) func aTensorTooLargeForMemoryIsAnError(
    shape: [Int]
  ) {
    #expect(throws: ConvNetError.invalidShape(shape)) { try Tensor(shape: shape, repeating: 0) }
  }

  /// As many as files and NumPy hold.
  @Test func aTensorHasAtMost64Axes() throws {
    #expect(try Tensor(shape: Array(repeating: 1, count: 64), [1]).rank == 64)
    #expect(
      message { _ = try Tensor([1]).reshaped(Array(repeating: 1, count: 30_000)) }
        == "A tensor has at most 64 axes, and 30000 were given.")
  }

  @Test func stackingEmptyTensorsOfAHugeAxisIsAnError() throws {
    let empty = try Tensor(shape: [.max, 0], [])
    #expect(throws: ConvNetError.invalidShape([2, .max, 0])) { try Tensor.stack([empty, empty]) }
  }

  @Test func aKernelThatGivesMoreThanMemoryHoldsIsAnError() throws {
    let signal = try Tensor(shape: [1_000_000, 1], repeating: 0)
    let kernel = try Tensor(shape: [1, 1, 1_000_000], repeating: 0)
    #expect(throws: ConvNetError.invalidShape([1_000_000, 1_000_000])) { try correlate(signal, kernel: kernel) }
  }

  @Test func nothingIsNotWalkedThrough() throws {
    let kernel = try Tensor(shape: [.max, 1, 0], [])
    #expect(throws: ConvNetError.self) { try convolve(Tensor([1, 2]), kernel: kernel) }
    let image = try Tensor(shape: [.max - 1, 1, 0], [])
    #expect(throws: ConvNetError.self) { try correlate(image, kernel: Tensor([[1]])) }
  }

  @Test func aStateTooLargeForMemoryIsAnError() {
    #expect(
      message { _ = try Sequential(input: [2_000_000_000]) { BatchNormalization(center: false, scale: false) } }?
        .contains("more values than memory can hold") == true)
  }
}
