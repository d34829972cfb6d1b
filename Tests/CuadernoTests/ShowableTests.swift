import Cuaderno
import LessonEvents
import Testing

@Suite("What show makes of a value")
struct ShowableTests {
  private struct OtherOutput: Error {}

  private func table(
    _ rows: [[String]], header: [String] = [], isNumeric: Bool = true, numberColumns: [Int] = []
  ) -> [CellOutput] {
    [.table(TableOutput(header: header, rows: rows, isNumeric: isNumeric, numberColumns: numberColumns))]
  }

  @Test("a caption goes to the first of several outputs and over one that it had; a check keeps to its name")
  func captions() {
    let shown = CellOutput.outputs(for: [[1, 2]], caption: "Mine", alt: nil)
    #expect(shown.map(\.content) == table([["1", "2"]]) && shown.map(\.caption) == ["Mine"])
    let two = CellOutput.outputs(
      for: [Table(rows: [[1]]), Table(rows: [[2]])], caption: "First", alt: "Alt")
    #expect(two.map(\.caption) == ["First", nil] && two.map(\.alt) == ["Alt", nil])
    let again = two[0].captioned("Second", alt: nil)
    #expect(again.caption == "Second" && again.alt == "Alt" && again.content == two[0].content)
    #expect(CellOutput.outputs(for: "plain", caption: nil, alt: nil) == [.text("plain")])
  }

  @Test("an inline value remembers whether it is a number")
  func inlineValues() {
    #expect(LessonProgram.inlineText(54321) == InlineText("54321", isNumber: true))
    #expect(LessonProgram.inlineText(Float(0.1)) == InlineText("0.1", isNumber: true))
    #expect(LessonProgram.inlineText("54321") == InlineText("54321"))
  }

  @Test("an inline value that is an optional reads as what stands inside, or nil")
  func inlineOptionals() {
    #expect(LessonProgram.inlineText(Double?.some(0.1234567)) == InlineText("0.123457", isNumber: true))
    #expect(LessonProgram.inlineText(Int??.some(.some(54321))) == InlineText("54321", isNumber: true))
    #expect(LessonProgram.inlineText(String?.some("text")) == InlineText("text"))
    #expect(LessonProgram.inlineText(Float?.none) == InlineText("nil"))
  }

  @Test("strings and numbers are text")
  func scalars() {
    #expect(CellOutput.outputs(for: "hola") == [.text("hola")])
    #expect(CellOutput.outputs(for: 42) == [.text("42")])
    #expect(CellOutput.outputs(for: Float(0.25)) == [.text("0.25")])
    #expect(CellOutput.outputs(for: true) == [.text("true")])
  }

  @Test("an optional shows what stands inside, or nil")
  func optionals() {
    #expect(CellOutput.outputs(for: Int??.some(.some(3)) as Any) == [.text("3")])
    #expect(CellOutput.outputs(for: Int?.none as Any) == [.text("nil")])
  }

  @Test("numbers make a row, arrays of numbers a matrix")
  func matrices() {
    #expect([1, 2, -3].cellOutputs == table([["1", "2", "-3"]]))
    #expect([[1, 2.5], [3, 4]].cellOutputs == table([["1.0", "2.5"], ["3.0", "4.0"]]))
    #expect([[1, 2], [3]].cellOutputs == table([["1", "2"], ["3"]]))
  }

  @Test("arrays too long for a page are shortened, with their count")
  func longArrays() {
    #expect(Array(0..<1000).cellOutputs == [.text("[0, 1, 2, 3, 4, 5, …, 997, 998, 999] (1000)")])
    #expect([Int]().cellOutputs == [.text("[]")])
    #expect(["a", "b"].cellOutputs == [.text(#"["a", "b"]"#)])
  }

  @Test("a dictionary is a table sorted by key, with numbers in keys in their order")
  func dictionaries() {
    #expect(
      ["b10": 1, "b9": 2].cellOutputs == table([["b9", "2"], ["b10", "1"]], isNumeric: false, numberColumns: [1]))
  }

  @Test("a table writes the numbers of one column alike and leaves text and missing values")
  func tables() {
    let shown = Table(
      header: ["name", "value"],
      rows: [["a", 0.5], ["b", 12], ["c", Double?.none as Any], ["d", Int?.some(7) as Any]])
    #expect(
      shown.cellOutputs
        == table(
          [["a", "0.5"], ["b", "12.0"], ["c", ""], ["d", "7.0"]], header: ["name", "value"], isNumeric: false,
          numberColumns: [1]))
  }

  @Test(
    "numbers of a table share their decimals",
    arguments: [
      ([0.05, 0.1, 0.4], ["0.05", "0.10", "0.40"]), ([1.0 / 9], ["0.1111"]), ([1, -0.00001], ["1", "0"]),
      ([2_000_000.5, 1], ["2.000e+06", "1.000e+00"]), ([0.0001], ["1.000e-04"]), ([0, -0.0], ["0", "0"]),
      ([.nan, -.infinity, 1], ["nan", "-inf", "1"]), ([1_845_354], ["1845354"]),
    ] as [([Double], [String])])
  func numbers(_ values: [Double], _ texts: [String]) {
    #expect([values].cellOutputs == table([texts]))
  }

  @Test("a type of the author's composes what is there, and arrays of it follow one another")
  func ownTypes() {
    struct Forecast: Showable {
      var degrees: [Int]
      var cellOutputs: [CellOutput] { [.text("forecast")] + degrees.cellOutputs }
    }
    let outputs = CellOutput.outputs(for: [Forecast(degrees: [1]), Forecast(degrees: [2])])
    #expect(outputs == [.text("forecast")] + table([["1"]]) + [.text("forecast")] + table([["2"]]))
  }

  @Test("anything else is its description")
  func others() {
    struct Plain {}
    #expect(CellOutput.outputs(for: Plain()) == [.text("Plain()")])
    #expect(CellOutput.outputs(for: (1, "a")) == [.text(#"(1, "a")"#)])
  }

  @Test("a data set shows its parts, a model its summary, the matrix of a regression that it has no classes")
  func wholes() throws {
    let data = Dataset.digits(train: 3, test: 2)
    guard case .table(let table)? = CellOutput.outputs(for: data).first,
      case .table(let part)? = CellOutput.outputs(for: data.test).first
    else { throw OtherOutput() }
    #expect(
      table.rows == [["digits", "train", "3", "[28, 28, 1]", "10"], ["digits", "test", "2", "[28, 28, 1]", "10"]])
    #expect(table.header.count == 5)
    #expect(part.rows == [table.rows[1]])

    let model = try Sequential(input: [1]) { Dense(1) }
    #expect(CellOutput.outputs(for: model) == CellOutput.outputs(for: model.summary))
    let result = try model.evaluate(Examples(features: Tensor([[1]]), targets: Tensor([1])))
    guard case .text? = CellOutput.outputs(for: result.confusionMatrix).first else { throw OtherOutput() }
  }
}
