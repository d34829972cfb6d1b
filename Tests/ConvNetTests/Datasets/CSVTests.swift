import ConvNet
import Testing

@Suite("A data set from comma-separated values")
struct CSVTests {
  static func text(_ rows: Int) -> String {
    "width,\"height, cm\",kind\r\n"
      + (0..<rows).map { "\($0),\(Double($0) / 2),\($0 % 2 == 0 ? "cat" : "\"a \"\"dog\"\"\"")\r\n" }.joined()
  }

  @Test("has features as they are, classes in order, and every fifth of each class for testing")
  func reads() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("pets.csv", Array("\u{FEFF}\(Self.text(10))".utf8))
    let data = try Dataset(csv: path)
    #expect((data.name, data.classNames) == ("pets", ["a \"dog\"", "cat"]))
    #expect((data.train.count, data.test.count) == (8, 2))
    #expect(data.train.labels == [1, 0, 1, 0, 1, 0, 1, 0])
    #expect(data.train.images[3] == Tensor([3, 1.5]))
    #expect(data.test.images[0...1] == Tensor(uncheckedShape: [2, 2], values: [8, 4, 9, 4.5]))
  }

  @Test("takes the label from the column named; whole numbers are ordered as such")
  func label() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<10).map { "\($0 % 2 == 0 ? 10 : 9),1" }
    let path = try folder.write("a.csv", Array((["class,x"] + rows).joined(separator: "\n").utf8))
    #expect(try Dataset(csv: path, label: "class").classNames == ["9", "10"])
  }

  @Test(
    "names line and column of what is wrong",
    arguments: [
      ("", ":1:1: there are no rows of data"),
      ("a,b\n", ":1:1: there are no rows of data"),
      ("a,b\n1,x\n2\n", ":3:1: 1 fields, but the first line has 2"),
      ("a,b\n1,x\nhigh,y\n", ":3:1: \"high\" is no number"),
      ("a,b\nnan,y\n", ":2:1: \"nan\" is no number"),
      ("a,b\n1,\"x\n", ":2:3: a quotation mark opens here and is never closed"),
      ("a;b\n1;x\n", ":1:1: the first line names one column; at least two are needed, separated by commas, not by"),
      ("a,b\n1,x\n2,\n", ":3:3: the label is empty"),
      ("a,b\n\n1,\"x\ny\"\nz,2\n", ":5:1: \"z\" is no number"),
      ("a,b\n1,x\n", "the class x has 1 example: too few to set some aside for testing"),
    ])
  func errors(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", Array(text.utf8))
    let error = #expect(throws: DatasetError.self) { try Dataset(csv: path) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test("suggests the nearest column and refuses bytes that are no UTF-8")
  func names() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", Array(Self.text(10).utf8))
    let error = #expect(throws: DatasetError.self) { try Dataset(csv: path, label: "kinds") }
    #expect(error?.description.hasSuffix("there is no column \"kinds\"; did you mean \"kind\"?") == true)
    let bad = try folder.write("b.csv", [0xFF, 0xFE, 44, 65, 10, 49, 44, 50])
    #expect(throws: DatasetError.table(file: bad, line: 1, column: 1, problem: .encoding)) { try Dataset(csv: bad) }
  }
}
