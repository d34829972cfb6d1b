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

  /// A place that a tensor of shape [2, 3] does not have.
  enum Mistake: String, Codable, CaseIterable {
    case count, index, negativeIndex, range, row, channel

    func make(with x: Tensor) -> Any {
      switch self {
      case .count: x[1]
      case .index: x[2, 0]
      case .negativeIndex: x[0, -1]
      case .range: x[1..<3]
      case .row: x.row(2)
      case .channel: x.channel(3)
      }
    }

    var sentence: String {
      switch self {
      case .count: "A tensor of shape [2, 3] takes 2 indices, but 1 were given."
      case .index: "The index 2, 0 lies outside a tensor of shape [2, 3]."
      case .negativeIndex: "The index 0, -1 lies outside a tensor of shape [2, 3]."
      case .range: "The range 1..<3 lies outside the first axis of a tensor of shape [2, 3]."
      case .row: "The index 2 lies outside a tensor of shape [2, 3]."
      case .channel: "The index 3 lies outside a tensor of shape [2, 3]."
      }
    }
  }

  @Test(arguments: Mistake.allCases) func aPlaceOutsideStopsWithASentence(_ mistake: Mistake) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      _ = mistake.make(with: try Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6]))
    }
    let errors = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(errors.contains("Fatal error: \(mistake.sentence)\n"))
  }

  @Test func tensorsOfOneShapeAreStackedAlongANewAxis() throws {
    let parts = [try Tensor([[1, 2], [3, 4]]), try Tensor([[5, 6], [7, 8]]), try Tensor([[9, 10], [11, 12]])]
    let stacked = try Tensor.stack(parts)
    #expect(stacked.shape == [3, 2, 2] && stacked.values == (1...12).map(Float.init))
    #expect(parts.indices.allSatisfy { stacked.row($0) == parts[$0] })
    #expect(throws: ConvNetError.shapesDiffer([2, 2], [4])) { try Tensor.stack([parts[0], Tensor([1, 2, 3, 4])]) }
    #expect(throws: ConvNetError.emptyData(what: "tensors to stack")) { try Tensor.stack([]) }
  }

  @Test func anotherShapeKeepsTheNumbers() throws {
    let x = try Tensor(shape: [2, 6], (1...12).map(Float.init))
    for shape in [[12], [3, 4], [2, 1, 3, 2]] {
      let reshaped = try x.reshaped(shape)
      #expect(reshaped.shape == shape && reshaped.values == x.values)
    }
    #expect(throws: ConvNetError.valueCount(shape: [5, 2], count: 12)) { try x.reshaped([5, 2]) }
    #expect(throws: ConvNetError.invalidShape([-1, 6])) { try x.reshaped([-1, 6]) }
  }

  @Test func descriptionShowsRows() throws {
    #expect(try Tensor([[1, 2.5], [-3, 4]]).description == "[[1, 2.5],\n [-3, 4]]")
  }
}
