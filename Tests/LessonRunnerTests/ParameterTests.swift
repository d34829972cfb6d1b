import Foundation
import LessonDocument
import LessonEvents
import LessonRunner
import Testing

@Suite struct ParameterTests {
  private let lesson = Lesson(
    path: "a.md",
    frontMatter: FrontMatter(
      title: "A",
      parameters: [("epochs", .int(1)), ("rate", .double(0.1)), ("quick", .bool(false)), ("name", .string("a"))]),
    blocks: [], warnings: [], sourceLines: [])

  @Test func valuesTakeTheTypeOfTheDefault() throws {
    let texts = ["epochs=3", "rate=3", "quick=true", "name=b"]
    let sweep = try ParameterSweep(texts.map { try ParameterAssignment($0) }, for: lesson)
    #expect(
      sweep.points.map(\.dictionary)
        == [["epochs": .int(3), "rate": .double(3), "quick": .bool(true), "name": .string("b")]])
    #expect(sweep.points[0].folderName(of: sweep.sweptNames) == [])
  }

  @Test func severalValuesMakeTheProduct() throws {
    let sweep = try ParameterSweep(
      [try ParameterAssignment("epochs=1,2,5"), try ParameterAssignment("name=x,y/z")], for: lesson)
    #expect(sweep.points.count == 6)
    #expect(
      sweep.points.flatMap { $0.folderName(of: sweep.sweptNames) }.prefix(2) == [
        "epochs=1,name=x", "epochs=1,name=y%2Fz",
      ])
  }

  @Test func equalValuesRunOnce() throws {
    let sweep = try ParameterSweep([try ParameterAssignment("rate=0.1,0.10,0.2")], for: lesson)
    #expect(sweep.points.map { $0.dictionary["rate"] } == [.double(0.1), .double(0.2)])
  }

  @Test(arguments: ["epochs=1.5", "epochs=", "rate=fast", "quick=1"])
  func aWrongTypeIsAnError(text: String) throws {
    let assignment = try ParameterAssignment(text)
    let error = #expect(throws: ParameterError.self) { try ParameterSweep([assignment], for: lesson) }
    #expect(error?.description.contains("takes a value of type") == true)
  }

  @Test func anUnknownNameSuggestsTheNearest() throws {
    let error = #expect(throws: ParameterError.self) {
      try ParameterSweep.check([try ParameterAssignment("epoch=3")], against: [lesson])
    }
    #expect(error?.description == "no lesson has a parameter 'epoch'; did you mean 'epochs'?")
  }

  @Test func aNameGivenTwiceIsAnError() throws {
    #expect(throws: ParameterError.repeated(name: "epochs")) {
      try ParameterSweep.check(
        [try ParameterAssignment("epochs=3"), try ParameterAssignment("epochs=4")], against: [lesson])
    }
  }

  @Test(arguments: ["epochs", "=3", ""])
  func textWithoutANameIsAnError(text: String) {
    #expect(throws: ParameterError.malformed(text)) { try ParameterAssignment(text) }
  }
}
