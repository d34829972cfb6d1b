import ConvNet
import Testing

@Suite struct ElementwiseTensorTests {
  private let first = Tensor([1, 2, 3])
  private let second = Tensor([10, 20, -30])

  @Test func tensorsOfOneShapeAreCombinedValueByValue() throws {
    #expect(try first + second == Tensor([11, 22, -27]))
    #expect(try first - second == Tensor([-9, -18, 33]))
    #expect(try first * second == Tensor([10, 40, -90]))
    #expect(first * 2 - 1 == Tensor([1, 3, 5]))
  }

  @Test func otherShapesAreAnError() throws {
    let row = try Tensor([[1, 2, 3]])
    for operation in [(+), (-), (*)] as [(Tensor, Tensor) throws -> Tensor] {
      #expect(throws: ConvNetError.shapesDiffer([3], [1, 3])) { try operation(first, row) }
    }
  }
}
