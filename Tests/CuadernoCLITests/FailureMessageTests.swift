import Foundation
import Testing

/// What the terminal says of lessons that failed.
@Suite struct FailureMessageTests {
  private static let hint = "; this error was expected, but the cells behind it did not run"

  @Test(arguments: [
    ([throwing, "//| error: true\nlet a = try f()", "print(a)"], "lessons/a.md:8: error: "),
    (["//| error: true\nfatalError(\"x\")", "print(1)"], "lessons/a.md:3"),
    // A cell that does not compile runs nowhere, and ends nothing.
    (["//| error: true\nfatalError(\"x\")", "//| error: true\nlet a: Int = \"\"", "print(1)"], "lessons/a.md:3"),
  ])
  func anExpectedErrorThatEndsTheLessonIsSaid(cells: [String], place: String) throws {
    let outcome = try CommandTrial(["lessons/a.md": lessonText(cells)]).run("run")
    #expect(outcome.status == 1)
    let lines = outcome.errors.split(separator: "\n").filter { $0.contains("a.md:") }
    #expect(lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix(place) == true, "\(outcome.errors)")
    #expect(lines.first?.contains(Self.hint) == true, "\(outcome.errors)")
  }

  @Test(arguments: [
    [throwing, "//| error: true\ntry f()", "print(1)\nfatalError(\"y\")", "print(2)"],
    ["fatalError(\"y\")", "//| error: true\nlet a: Int = \"\"", "print(2)"],
  ])
  func anExpectedErrorThatEndsNothingIsNotSaid(cells: [String]) throws {
    let outcome = try CommandTrial(["lessons/a.md": lessonText(cells)]).run("run")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error: ") && !outcome.errors.contains(Self.hint), "\(outcome.errors)")
  }

  /// The cell before it met an error that it expects, and went on.
  @Test func anInlineValueThatEndsTheLessonIsNotTheCellBeforeIt() throws {
    let cells = lessonText([throwing + "\nfunc g() -> Int { fatalError(\"y\") }", "//| error: true\ntry f()"])
    let text = cells + "There are `{swift} g()`.\n\n" + lessonText(["print(1)"])
    let outcome = try CommandTrial(["lessons/a.md": text]).run("run")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/a.md:12:") && !outcome.errors.contains(Self.hint), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("check(\"a\", 0.22, near: 0.9, tolerance: 0.1)", "check missed: a: 0.22, expected 0.9 ± 0.1"),
    ("check(\"a\", Float(0.22), near: 0.9, tolerance: 0.1)", "check missed: a: 0.22, expected 0.9 ± 0.1"),
    ("check(\"a\", 1_234_567, equals: 1_234_568)", "check missed: a: 1234567, expected 1234568"),
    ("check(\"a\", 0.1000002, near: 0.1, tolerance: 1e-8)", "check missed: a: 0.1000002, expected 0.1 ± 1e-08"),
    ("check(\"a\", Double.nan, near: 1, tolerance: 0)", "check missed: a: nan, expected 1"),
    ("check(\"a\", [1, 2], equals: [1, 3])", "check missed: a: 1 of 2 values differ"),
  ])
  func aMissedCheckSaysWhatDiffers(code: String, message: String) throws {
    let outcome = try CommandTrial(["lessons/a.md": lessonText([code])]).run("run")
    #expect(outcome.status == 1)
    let line = outcome.errors.split(separator: "\n").first { $0.contains("check missed") } ?? ""
    #expect(line.contains("lessons/a.md:2: " + message), "\(outcome.errors)")
    if !message.contains("±") { #expect(!line.contains("±")) }
  }

  @Test(arguments: [("", "lessons/a.md"), ("//| file: h.swift", "lessons/h.swift")])
  func everyErrorOfACellHasALineWithItsFileAndPlace(option: String, file: String) throws {
    let code = "print(absent)\nprint(1, missing)\n"
    let trial = try CommandTrial([
      "lessons/a.md": lessonText([option.isEmpty ? code : option]), "lessons/h.swift": code,
    ])
    let first = option.isEmpty ? 2 : 1
    let errors = try trial.run("run").errors
    for message in [
      "\(file):\(first):7: error: cannot find 'absent' in scope",
      "\(file):\(first + 1):10: error: cannot find 'missing' in scope",
    ] {
      #expect(errors.split(separator: "\n").contains { $0.hasSuffix(message) }, "\(errors)")
    }
  }
}

private let throwing = "struct Broken: Error {}\nfunc f() throws -> Int { throw Broken() }"

/// A lesson of these cells.
private func lessonText(_ cells: [String]) -> String {
  cells.map { "```{swift}\n\($0)\n```\n\n" }.joined()
}
