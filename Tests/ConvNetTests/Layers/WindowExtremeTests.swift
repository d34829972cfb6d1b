import ConvNet
import Testing

@Suite struct WindowExtremeTests {
  @Test func aMinimumIsTheMaximumOfTheNegative() throws {
    let x = randomTensor([2, 7, 6, 3], seed: 1)
    let least = try Sequential(input: [7, 6, 3]) { MinPooling2D(3, strides: 2, padding: .same) }
    let greatest = try Sequential(input: [7, 6, 3]) { MaxPooling2D(3, strides: 2, padding: .same) }
    #expect(try least.predict(x) == greatest.predict(x * -1) * -1)
  }

  /// 70,000 positions are more than the kernels can number in 16 bits.
  @Test func aWindowLargerThanTheKernelsTakeHasItsMaximum() throws {
    var x = Tensor(uncheckedShape: [1, 280, 250, 1], values: (0..<70_000).map { Float($0 % 977) })
    x[0, 279, 200, 0] = 5000
    let model = try Sequential(input: [280, 250, 1]) { GlobalMaxPooling2D() }
    #expect(try model.predict(x).values == [5000])
  }
}
