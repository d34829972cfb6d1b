import Cuaderno
import LessonEvents
import Testing

@Suite("A convolution worked out by hand")
struct ConvolutionStepsTests {
  private static let image: [[Float]] = [
    [105, 102, 100, 97, 96], [103, 99, 103, 101, 102], [101, 98, 104, 102, 100], [99, 101, 106, 104, 99],
    [104, 104, 104, 100, 98],
  ]
  private static let sharpen: [[Float]] = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]

  private func walkthrough(_ steps: ConvolutionSteps) throws -> ConvolutionWalkthrough {
    guard case .walkthrough(let walkthrough) = steps.content else { throw NotAWalkthrough() }
    return walkthrough
  }

  private struct NotAWalkthrough: Error {}

  @Test("the output is the slide's, and the first position is worked out unless others are asked for")
  func slide() throws {
    let steps = try walkthrough(ConvolutionSteps(image: Tensor(Self.image), kernel: Tensor(Self.sharpen)))
    #expect(steps.output == [[89, 111, 101], [85, 111, 101], [98, 117, 113]])
    #expect(steps.input == [Self.image] && steps.kernel == [Self.sharpen])
    #expect(steps.positions == [[0, 0]] && steps.padding == [0, 0, 0, 0] && steps.stride == [1, 1])
  }

  @Test("the zeros of the padding stand in the input")
  func padding() throws {
    let steps = try walkthrough(
      ConvolutionSteps(image: Tensor([[1, 2], [3, 4]]), kernel: Tensor(Self.sharpen), padding: .same))
    #expect(steps.input == [[[0, 0, 0, 0], [0, 1, 2, 0], [0, 3, 4, 0], [0, 0, 0, 0]]])
    #expect(steps.padding == [1, 1, 1, 1])
    #expect(steps.output == [[0, 5], [10, 15]])
  }

  @Test("channels are added up, with the bias, at every stride")
  func channels() throws {
    let image = try Tensor(shape: [3, 3, 2], (0..<18).map { Float($0) })
    let kernel = try Tensor(shape: [1, 1, 2], [1, 10])
    let steps = try walkthrough(
      ConvolutionSteps(image: image, kernel: kernel, bias: 0.5, stride: 2, positions: [(1, 1)]))
    #expect(steps.output == [[10.5, 54.5], [142.5, 186.5]])
    #expect(steps.input[1] == [[1, 3, 5], [7, 9, 11], [13, 15, 17]])
    #expect(steps.positions == [[1, 1]])
  }

  @Test("positions outside the output and shapes that do not fit are errors that name them")
  func errors() throws {
    let (image, kernel) = (try Tensor(Self.image), try Tensor(Self.sharpen))
    #expect(throws: FigureError.positionOutside(row: 3, column: 0, output: [3, 3])) {
      try ConvolutionSteps(image: image, kernel: kernel, positions: [(3, 0)])
    }
    #expect(throws: FigureError.shape(what: "the kernel", shape: [3, 3, 2], expected: "[height, width, 1]")) {
      try ConvolutionSteps(image: image, kernel: Tensor(shape: [3, 3, 2], repeating: 1))
    }
    #expect(throws: FigureError.self) { try ConvolutionSteps(image: Tensor([1, 2, 3]), kernel: kernel) }
    #expect(throws: ConvNetError.self) { try ConvolutionSteps(image: kernel, kernel: image) }
    #expect(throws: ConvNetError.self) { try ConvolutionSteps(image: image, kernel: kernel, stride: 0) }
  }
}
