import ConvNet
import Testing

@Suite struct TensorTests {
  @Test func valuesAreRowMajor() throws {
    var x = try Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6])
    #expect(x[0, 1] == 2)
    #expect(x[1, 2] == 6)
    x[1, 0] = 9
    #expect(x.values == [1, 2, 3, 9, 5, 6])
    #expect(x.row(1).values == [9, 5, 6])
    #expect(x[0..<1].shape == [1, 3])
    #expect(try x.transposed().values == [1, 9, 2, 5, 3, 6])
    #expect(x.argmax == [2, 0])
    let broken = try Tensor([[1, .nan, 2], [.nan, 3, .nan]])
    #expect(broken.argmax == [1, 0])
    #expect(broken.min.isNaN && broken.max.isNaN)
  }

  @Test func wrongCountsAreErrors() {
    #expect(throws: ConvNetError.valueCount(shape: [2, 3], count: 5)) { try Tensor(shape: [2, 3], [1, 2, 3, 4, 5]) }
    #expect(throws: ConvNetError.invalidShape([-1, 2])) { try Tensor(shape: [-1, 2], []) }
    #expect(throws: ConvNetError.invalidShape([.max, 4])) { try Tensor(shape: [.max, 4], []) }
    #expect(throws: ConvNetError.raggedRows(axis: 1)) { try Tensor([[1, 2], [3]]) }
    #expect(throws: ConvNetError.raggedRows(axis: 1)) { try Tensor([[[1], [2]], [[3]]]) }
    #expect(throws: ConvNetError.raggedRows(axis: 2)) { try Tensor([[[1, 2], [3]]]) }
    #expect(throws: ConvNetError.raggedRows(axis: 2)) { try Tensor([[[[1]], [[2]]], [[[3], [4]], [[5], [6]]]]) }
    #expect(throws: ConvNetError.raggedRows(axis: 3)) { try Tensor([[[[1, 2]]], [[[3]]]]) }
  }

  @Test func anIndexOutsideStopsWithASentence() async {
    await #expect(processExitsWith: .failure) {
      let x = try Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6])
      _ = x[2, 0]
    }
  }

  @Test func descriptionShowsRows() throws {
    #expect(try Tensor([[1, 2.5], [-3, 4]]).description == "[[1, 2.5],\n [-3, 4]]")
  }
}
