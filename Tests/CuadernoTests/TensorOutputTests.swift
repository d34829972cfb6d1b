import Cuaderno
import LessonEvents
import Testing

@Suite("Tensors, shown and checked")
struct TensorOutputTests {
  @Test("vectors are one row, matrices rows, numbers text")
  func small() throws {
    #expect(Tensor([1, 2.5]).cellOutputs == [.table(TableOutput(rows: [["1.0", "2.5"]], isNumeric: true))])
    #expect(
      try Tensor([[1, 2], [3, 4]]).cellOutputs
        == [.table(TableOutput(rows: [["1", "2"], ["3", "4"]], isNumeric: true))])
    #expect(try Tensor(shape: [], [7]).cellOutputs == [.text("7.0")])
  }

  @Test("larger ones are a preview with shape, range and first values")
  func large() throws {
    let image = try Tensor(shape: [10, 10, 1], (0..<100).map { Float($0) })
    #expect(
      image.cellOutputs
        == [
          .text("Tensor [10, 10, 1]: from 0.0 to 99.0, mean 49.5; first values: 0, 1, 2, 3, 4, 5, 6, 7, …")
        ])
    #expect(try Tensor(shape: [0, 3], []).cellOutputs == [.text("Tensor [0, 3]")])
    #expect(Tensor(Array(repeating: 1, count: 1000)).cellOutputs.first != nil)
  }

  @Test("the numbers of a tensor nest by its shape")
  func nesting() throws {
    let tensor = try Tensor(shape: [2, 1, 2], [1, 2, 3, 4])
    #expect(tensor.checkedValue == [[[1, 2]], [[3, 4]]].checkedValue)
    #expect(try Tensor(shape: [2, 0], []).checkedValue.shape == [2, 0])
  }

  @Test("a tensor is held against nested arrays; another shape misses")
  func checks() throws {
    let tensor = try Tensor([[89, 111], [85, 111]])
    func verdict(_ expected: some Checkable) -> CheckResult.Verdict {
      CheckResult(
        "n", tensor, expected, tolerance: CheckResult.equalityTolerance(tensor, expected), on: nil, source: "", line: 1,
        oneBatch: false
      ).verdict
    }
    #expect(verdict([[89, 111], [85, 111]]) == .passed)
    #expect(verdict([[89, 111], [85, 111.001]]) == .missed)
    #expect(verdict([89, 111, 85, 111]) == .missed)
  }
}
