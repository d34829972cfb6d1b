import Foundation
import LessonEvents
import LessonRunner
import Testing

/// What is added to sentences of the compiler.
@Suite struct HintTests {
  @Test(arguments: [
    ("let layer = Conv2d(8, kernelSize: 3)", "cannot find 'Conv2d' in scope; did you mean 'Conv2D'?"),
    ("let layer = MaxPool2D(2)", "cannot find 'MaxPool2D' in scope; did you mean 'MaxPooling2D'?"),
    (
      "let layer = Dense(8, activation: .rleu)",
      "type 'ActivationFunction' has no member 'rleu'; did you mean 'relu'?"
    ),
    ("let data = try Dataset.minst()", "type 'Dataset' has no member 'minst'; did you mean 'mnist'?"),
    ("let layer = LSTM(8)", "cannot find 'LSTM' in scope"),
    ("print(history)", "cannot find 'history' in scope"),
    ("let a: Loss = .relu", "type 'Loss' has no member 'relu'"),
  ])
  func aMistypedNameOfTheLibraryIsFollowedByTheNearest(code: String, message: String) async throws {
    let run = try await LessonTrial(cell(code)).run()
    #expect(run.cells[0].error?.message == message)
  }

  @Test func anInlineValueIsToldTheNearestNameToo() async throws {
    let run = try await LessonTrial("Here `{swift} correlat(1)`.\n").run()
    #expect(run.failures.map(\.message) == ["cannot find 'correlat' in scope; did you mean 'correlate'?"])
  }

  @Test(arguments: ["fit", "evaluate", "predict"])
  func aWholeDataSetInThePlaceOfAPartIsFollowedByWhatToGive(method: String) async throws {
    let run = try await LessonTrial(
      cell("func use(_ model: Sequential, _ data: Dataset) throws { _ = try model.\(method)(data) }")
    ).run()
    let message = run.cells[0].error?.message
    #expect(message?.contains("; give a part of it: data.train or data.test") == true, "\(message ?? "")")
  }

  @Test func theNamesAreThoseOfTheLibrary() throws {
    let declarations = try Self.declarations()
    let global = LessonNames.layers + LessonNames.functions + LessonNames.types
    for name in global { #expect(declarations.global.contains(name), "\(name)") }
    for (type, members) in LessonNames.members {
      #expect(declarations.global.contains(type), "\(type)")
      for name in members { #expect(declarations.members.contains(name), "\(type).\(name)") }
    }
  }

  @Test func everyLayerAndFigureIsAmongTheNames() throws {
    let declarations = try Self.declarations()
    #expect(declarations.layers == Set(LessonNames.layers))
    #expect(declarations.figures.subtracting(LessonNames.types) == [])
  }

  /// What the sources of the library declare.
  private struct Declarations {
    var global: Set<String> = []
    var layers: Set<String> = []
    var figures: Set<String> = []
    var members: Set<String> = []
  }

  private static func declarations() throws -> Declarations {
    var found = Declarations()
    for target in ["ConvNet", "Cuaderno"] {
      let folder = LessonTrial.packageFolder.appending(path: "Sources/\(target)")
      let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        for match in text.matches(of: /public (?:final class|struct|enum|protocol|func) (\w+)/) {
          found.global.insert(String(match.output.1))
        }
        for match in text.matches(of: /public struct (\w+): (\w+)/) {
          let (name, conformance) = (String(match.output.1), String(match.output.2))
          switch conformance {
          case "Layer", "Pooling1DLayer", "Pooling2DLayer": found.layers.insert(name)
          case "Figure": found.figures.insert(name)
          default: break
          }
        }
        for match in text.matches(of: /(?:  case|public (?:static )?(?:func|let|var)) (\w+)/) {
          found.members.insert(String(match.output.1))
        }
      }
    }
    return found
  }
}
