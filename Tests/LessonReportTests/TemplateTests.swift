import Foundation
import LessonReport
import Testing

@Suite("Templates")
struct TemplateTests {
  private func override(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    try ReportFixture.withFolder { folder in
      for (name, text) in files {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      try body(folder)
    }
  }

  private func error(_ files: [String: String]) throws -> ReportError? {
    var caught: ReportError?
    try override(files) { folder in
      do {
        _ = try TemplateLibrary(folders: [ReportFixture.templates, folder])
      } catch let error as ReportError {
        caught = error
      }
    }
    return caught
  }

  @Test("use only labels that every language has")
  func labelsInTemplates() throws {
    let known = Set(LabelKey.allCases.map(\.rawValue))
    for file in try FileManager.default.contentsOfDirectory(
      at: ReportFixture.templates, includingPropertiesForKeys: nil)
    where file.pathExtension == "mustache" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /\bt\.([A-Za-z0-9]+)/) {
        #expect(known.contains(String(match.1)), "\(file.lastPathComponent) uses \(match.1)")
      }
    }
  }

  @Test("have labels in Spanish and English, the same keys in both and none that nothing uses")
  func languages() throws {
    let library = try ReportFixture.library()
    #expect(library.languages == ["en", "es"])
    for language in library.languages {
      let labels = try library.labels(for: language)
      #expect(Set(labels.texts.keys) == Set(LabelKey.allCases.map(\.rawValue)), "\(language)")
      #expect(labels.texts.values.allSatisfy { !$0.isEmpty })
    }
    #expect(try library.labels(for: "es")[.support] == "Soporte")
  }

  @Test("stand in the guide, and what the guide says of them is there")
  func guide() throws {
    let folder = ReportFixture.templates
    let guide = try String(contentsOf: folder.appending(path: "../docs/templates.md"), encoding: .utf8)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file != "labels" {
      let name = file.hasSuffix(".mustache") ? String(file.dropLast(".mustache".count)) : file
      #expect(guide.contains("`\(name)`") || guide.contains("`\(file)`"), "\(file)")
    }
    let style = try String(contentsOf: folder.appending(path: "style.css"), encoding: .utf8)
    for property in guide.matches(of: /--[a-z]+\b(?=[:`])/) { #expect(style.contains(property.0), "\(property.0)") }
    let page = try String(contentsOf: folder.appending(path: "lesson.mustache"), encoding: .utf8)
    #expect(page.contains("</header>"))
    let keys = Set(LabelKey.allCases.map(\.rawValue))
    for key in guide.matches(of: /[{,] "([a-z]+)": "/) { #expect(keys.contains(String(key.1)), "\(key.1)") }
  }

  @Test("fill the same place-holders in every language")
  func placeHolders() throws {
    let library = try ReportFixture.library()
    func names(_ text: String) -> Set<Substring> { Set(text.matches(of: /\{([a-z]+)\}/).map(\.1)) }
    for key in LabelKey.allCases {
      #expect(try names(library.labels(for: "es")[key]) == names(library.labels(for: "en")[key]), "\(key)")
    }
  }

  @Test("of a language that lacks a key are an error that names it")
  func missingLabel() throws {
    let found = try error(["labels/fr.json": "{\"contents\": \"Sommaire\"}"])
    guard case .labelsIncomplete(let file, let keys) = found, file.hasSuffix("labels/fr.json") else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(keys.contains("checks") && !keys.contains("contents"))
  }

  @Test("of an unknown language name the nearest known one")
  func unknownLanguage() throws {
    let library = try ReportFixture.library()
    #expect {
      _ = try library.labels(for: "ess")
    } throws: {
      "\($0)".contains("Did you mean es?") && "\($0)".contains("templates/labels/ess.json")
    }
  }

  @Test("are replaced file by file, labels key by key")
  func overriding() throws {
    try override(["check.mustache": "MINE {{name}}", "labels/en.json": "{\"checks\": \"Proofs\"}"]) { folder in
      let library = try TemplateLibrary(folders: [ReportFixture.templates, folder])
      #expect(try library.render("check", ["name": "<a>"]) == "MINE &lt;a&gt;")
      #expect(try library.labels(for: "en")[.checks] == "Proofs")
      #expect(try library.labels(for: "en")[.contents] == "Contents")
    }
  }

  @Test("that break Mustache's rules are an error with file and line")
  func syntax() throws {
    guard case .templateSyntax(let file, 2, _, _) = try error(["check.mustache": "a\n{{#b}}c"]) else {
      Issue.record("no syntax error")
      return
    }
    #expect(file.hasSuffix("/check.mustache"))
  }

  @Test(
    "that break Mustache's rules are told what to mend",
    arguments: [
      ("{{#b}}c", "close it with {{/name}}"), ("{{#b}}{{/c}}", "the section that {{#name}} opened last"),
      ("{{na me}}", "this tag is not closed"), ("{{! never", "end it with }}"), ("{{=<% >=x}}", "{{=<% %>=}}"),
    ])
  func syntaxInWords(text: String, words: String) throws {
    let caught = try #require(try error(["check.mustache": text]))
    let said = "\(caught)"
    #expect(said.contains("check.mustache:1:") && said.contains(words), "\(said)")
  }

  @Test(
    "that nothing reads and whose name is nearly a built-in one are an error with that name",
    arguments: [("stile.css", "style.css"), ("cel.mustache", "cell.mustache"), ("scrpt.js", "script.js")])
  func misnamed(name: String, nearest: String) throws {
    guard case .templateUnused(let file, nearest) = try error([name: ""]) else {
      Issue.record("\(name) was passed over")
      return
    }
    #expect(file.hasSuffix("/\(name)"))
  }

  @Test(
    "may stand beside files of one's own",
    arguments: [
      ["cel.mustache": "x", "check.mustache": "{{> cel}}"], ["style.css.old": ""], ["banner-of-ours.css": ""],
      ["README.md": ""],
    ])
  func strangers(files: [String: String]) throws {
    #expect(try error(files) == nil)
  }

  @Test("that include what is not there name the nearest template")
  func missingPartial() throws {
    let found = try error(["check.mustache": "{{> captoin}}"])
    #expect(found.map { "\($0)" }?.hasSuffix("Did you mean caption?") == true)
  }

  @Test("that are not there at all are an error, not an empty page")
  func missingTemplate() throws {
    let library = try ReportFixture.library()
    #expect(throws: ReportError.templateMissing(name: "nothing")) { try library.render("nothing", [:]) }
    #expect(throws: ReportError.self) {
      try TemplateLibrary(folders: [URL(filePath: "/nowhere", directoryHint: .isDirectory)])
    }
  }

  @Test(
    "with labels that are no object of strings are an error with the file and what is wrong",
    arguments: [
      ("nonsense", "this is no JSON; see to commas, quotes and braces"),
      ("{\"checks\": \"Proofs\" \"contents\": \"Here\"}", "this is no JSON; see to commas, quotes and braces"),
      ("[]", "this is no object"), ("{\"checks\": 3}", "the value of \"checks\" is no string"),
      ("{\"checks\": null}", "the value of \"checks\" is no string"),
    ])
  func badLabels(text: String, reason: String) throws {
    let caught = try #require(try error(["labels/en.json": text]))
    #expect("\(caught)".hasSuffix("labels/en.json: labels are one JSON object of strings: \(reason)."))
  }

  @Test("make a language known by a file of its words")
  func knownLanguages() throws {
    try override(["labels/fr.json": "{}"]) { folder in
      #expect(TemplateFolders.languages(in: [ReportFixture.templates]) == ["en", "es"])
      #expect(TemplateFolders.languages(in: [ReportFixture.templates, folder]) == ["en", "es", "fr"])
    }
  }

  @Test("of the project come after the built-in ones, unless they are the same or not there")
  func folders() throws {
    try override(["templates/check.mustache": "x"]) { folder in
      let own = folder.appending(path: "templates", directoryHint: .isDirectory)
      let builtIn = ReportFixture.templates
      #expect(TemplateFolders.found(builtIn: builtIn, project: folder).map(\.path) == [builtIn.path, own.path])
      #expect(TemplateFolders.found(builtIn: own, project: folder).map(\.path) == [own.path])
      #expect(TemplateFolders.found(builtIn: builtIn, project: own) == [builtIn])
    }
  }
}
