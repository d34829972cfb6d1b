import ConvNet
import Testing

@Suite struct CorrelateTests {
  let x = Tensor([5, 0, 2, -1, 3, 0, 2])
  let g = Tensor([1, 0, -1])

  @Test func convolutionFlipsTheKernelAndCorrelationDoesNot() throws {
    #expect(try convolve(x, kernel: g).values == [-3, -1, 1, 1, -1])
    #expect(try convolve(x, kernel: g, padding: .same).values == [0, -3, -1, 1, 1, -1, 0])
    #expect(try correlate(x, kernel: g).values == [3, 1, -1, -1, 1])
  }

  @Test func sharpeningGivesTheValuesOfTheSlide() throws {
    let image = try Tensor(
      shape: [5, 5],
      [
        105, 102, 100, 97, 96, 103, 99, 103, 101, 102, 101, 98, 104, 102, 100, 99, 101, 106, 104, 99, 104, 104, 104,
        100,
        98,
      ])
    let kernel = try Tensor([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
    let y = try correlate(image, kernel: kernel)
    #expect(y.shape == [3, 3])
    #expect((y[0, 0], y[0, 1]) == (89, 111))
  }

  @Test func aKernelOfTwoAxesGoesOverEachChannel() throws {
    let image = randomTensor([5, 6, 3], seed: 1)
    let kernel = randomTensor([3, 3], seed: 2)
    let y = try correlate(image, kernel: kernel, padding: .same)
    #expect(y.shape == [5, 6, 3])
    for channel in 0..<3 {
      #expect(try correlate(image.channel(channel), kernel: kernel, padding: .same) == y.channel(channel))
    }
  }

  @Test func shapesThatDoNotGoTogetherAreErrors() {
    #expect(throws: ConvNetError.kernelMismatch(input: [5, 5, 2], kernel: [3, 3, 3, 1])) {
      try correlate(randomTensor([5, 5, 2], seed: 1), kernel: randomTensor([3, 3, 3, 1], seed: 1))
    }
    #expect(throws: ConvNetError.kernelTooLarge(input: [2], kernel: [3])) {
      try correlate(Tensor([1, 2]), kernel: g)
    }
    #expect(throws: ConvNetError.notPositive(name: "stride", value: 0)) { try correlate(x, kernel: g, stride: 0) }
    #expect(throws: ConvNetError.biasCount(expected: 1, actual: 2)) { try correlate(x, kernel: g, bias: [1, 2]) }
  }
}
