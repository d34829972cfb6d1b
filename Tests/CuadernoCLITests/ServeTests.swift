import Foundation
import TestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite struct ServeTests {
  @Test func aPageFollowsItsLesson() async throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1", prose: "First words.")])
    let serve = try ServeTrial(trial)
    try serve.events { $0.revision("a") == 1 && $0.revision("") > 0 }
    let first = try await serve.get("/a/")
    #expect(first.status == 200 && first.text.contains("First words."))
    #expect(first.text.contains("data-lesson=\"a\" data-revision=\"1\""))
    #expect(try await serve.get("/").text.contains("a/index.html"))
    // Only the page that is handed out carries the script.
    #expect(try !trial.text("output/a/index.html").contains("live.js"))

    try trial.write("lessons/a.md", lesson("2 + 2", prose: "Second words."))
    try serve.events { $0.revision("a") == 2 }
    #expect(try await serve.get("/a/index.html").text.contains("Second words."))

    try trial.write("lessons/b.md", lesson("3 + 3", prose: "Another lesson."))
    try serve.events { $0.revision("b") == 1 }
    #expect(try await serve.get("/b/").text.contains("Another lesson."))
    #expect(try serve.stop() == 0)
  }

  @Test func aBrokenLessonShowsItsErrorsAndRecovers() async throws {
    let trial = try CommandTrial(["lessons/a.md": "```{swift}\nprint(1)\n", "lessons/b.md": lesson("2")])
    let serve = try ServeTrial(trial)
    let state = try serve.events { $0.revision("a") == 1 && $0.revision("b") == 1 }
    #expect(state.messages["a"]?.first?.hasPrefix("lessons/a.md:1:1: error: ") == true)
    #expect(try await serve.get("/a/").status == 200)

    try trial.write("lessons/a.md", lesson("let a: Int = \"\""))
    let second = try serve.events { $0.revision("a") == 2 }
    #expect(second.messages["a"]?.first?.contains("lessons/a.md:4:14: error: ") == true)

    try trial.write("lessons/a.md", lesson("1 + 1"))
    let third = try serve.events { $0.revision("a") == 3 }
    #expect(third.messages["a"] == nil)
    #expect(try serve.stop() == 0)
  }

  @Test func aRunningLessonIsShownAndStartsAgainWhenItIsEdited() async throws {
    let endless = lesson(
      "try String(getpid()).write(toFile: \"pid.txt\", atomically: true, encoding: .utf8)\nwhile true { usleep(1000) }")
    let trial = try CommandTrial(["lessons/a.md": endless])
    let serve = try ServeTrial(trial)
    let state = try serve.events { $0.running["a"]?.hasPrefix("cell 1 of 1") == true }
    #expect(state.revision("a") == 0)
    let waiting = try await serve.get("/a/")
    #expect(waiting.status == 404 && waiting.text.contains("data-lesson=\"a\" data-revision=\"0\""))
    let process = try #require(pid_t(try trial.awaitText("lessons/pid.txt")))

    try trial.write("lessons/a.md", lesson("1 + 1"))
    let after = try serve.events { $0.revision("a") == 1 }
    #expect(after.running.isEmpty)
    #expect(isGone(process))
    #expect(try serve.stop() == 0)
  }

  /// Also while another that was started with it goes on.
  @Test func aFinishedLessonStartsAgainWhenItIsEdited() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("1 + 1"), "lessons/b.md": lesson("while true { usleep(1000) }"),
    ])
    let serve = try ServeTrial(trial, "--jobs", "2")
    try serve.events { $0.revision("a") == 1 && $0.running["b"]?.hasPrefix("cell 1 of 1") == true }
    try trial.write("lessons/a.md", lesson("2 + 2"))
    let state = try serve.events { $0.revision("a") == 2 }
    #expect(state.running["b"]?.hasPrefix("cell 1 of 1") == true)
    #expect(try serve.stop() == 0)
  }

  @Test func aPathThatIsMissingKeepsNoOtherFromBeingWatched() throws {
    let trial = try CommandTrial(["a.md": lesson("1 + 1")])
    let serve = try ServeTrial(trial, "a.md", "nowhere.md")
    try serve.events { $0.revision("a") == 1 }
    try trial.write("a.md", lesson("2 + 2"))
    try serve.events { $0.revision("a") == 2 }
    #expect(try serve.stop() == 0)
  }

  @Test func whatIsWrongWithParametersIsShownUntilItIsMended() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("params.n", parameters: "{n: 1}")])
    let serve = try ServeTrial(trial, "-P", "n=2")
    try serve.events { $0.revision("a") == 1 }
    try trial.write("lessons/a.md", lesson("params.n", parameters: "{n: true}"))
    let wrong = try serve.events { $0.notice != nil }
    #expect(wrong.notice?.contains("takes a value of type Bool") == true)
    try trial.write("lessons/a.md", lesson("params.n + 1", parameters: "{n: 1}"))
    let mended = try serve.events { $0.revision("a") == 2 }
    #expect(mended.notice == nil)
    #expect(try serve.stop() == 0)
  }

  @Test func aFileThatALessonNamesRunsItAgain() async throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("try String(contentsOfFile: \"words.txt\", encoding: .utf8)"), "lessons/words.txt": "one",
      "lessons/b.md": lesson("2"),
    ])
    let serve = try ServeTrial(trial)
    try serve.events { $0.revision("a") == 1 && $0.revision("b") == 1 }
    try trial.write("lessons/words.txt", "other words")
    let state = try serve.events { $0.revision("a") == 2 }
    #expect(state.revision("b") == 1)
    #expect(try await serve.get("/a/").text.contains("other words"))
    #expect(try serve.stop() == 0)
  }

  @Test func aFileThatAParameterOfTheCommandLineNamesRunsTheLessonAgain() async throws {
    let code = "try String(contentsOfFile: params.words, encoding: .utf8)"
    let trial = try CommandTrial([
      "lessons/a.md": lesson(code, parameters: "{words: one.txt}"), "lessons/one.txt": "one", "lessons/two.txt": "two",
    ])
    let serve = try ServeTrial(trial, "-P", "words=two.txt")
    try serve.events { $0.revision("a") == 1 }
    try trial.write("lessons/two.txt", "other words")
    try serve.events { $0.revision("a") == 2 }
    #expect(try await serve.get("/a/").text.contains("other words"))
    #expect(try serve.stop() == 0)
  }

  @Test func aLessonThatWritesWhatItNamesComesToRest() throws {
    let writing = """
      ---
      title: A
      execute: {cache: false}
      ---

      ```{swift}
      try UUID().uuidString.write(toFile: "words.txt", atomically: true, encoding: .utf8)
      ```
      """
    let trial = try CommandTrial(["lessons/a.md": writing, "lessons/b.md": lesson("2")])
    let serve = try ServeTrial(trial)
    try serve.events { $0.revision("a") == 2 }
    for round in 2...4 {
      try trial.write("lessons/b.md", lesson("\(round)"))
      let state = try serve.events { $0.revision("b") == round }
      #expect(state.revision("a") == 2)
    }
    #expect(try serve.stop() == 0)
  }

  @Test func aTemplateWritesPagesAgainAndRunsNothing() async throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("fatalError(\"on purpose\")"), "templates/labels/en.json": "{\"course\": \"One\"}",
    ])
    let serve = try ServeTrial(trial)
    try serve.events { $0.revision("a") == 1 && $0.revision("") > 0 }
    let seconds = try trial.results("a")["seconds"] as? Double
    #expect(try await serve.get("/").text.contains("<title>One</title>"))

    try trial.write("templates/labels/en.json", "{\"course\": \"Two\"}")
    try serve.events { $0.revision("a") == 2 }
    try serve.events { $0.revision("") > 1 }
    #expect(try await serve.get("/").text.contains("<title>Two</title>"))
    #expect(try trial.results("a")["seconds"] as? Double == seconds)

    try trial.write("templates/labels/en.json", "{")
    let broken = try serve.events { $0.notice != nil }
    #expect(broken.notice?.contains("en.json") == true)
    #expect(try await serve.get("/").status == 200)
    #expect(try serve.stop() == 0)
  }

  @Test func onlyReportsAreHandedOutAndOnlyToThisMachine() async throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1"), "secret.txt": "secret"])
    let serve = try ServeTrial(trial)
    try serve.events { $0.revision("a") == 1 }
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/a/..%2f..%2f..%2fsecret.txt", "/nowhere.txt"] {
      let answer = try serve.raw("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 404"), "\(path): \(answer)")
    }
    #expect(try serve.raw("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n").hasPrefix("HTTP/1.1 403"))
    #expect(try serve.raw("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").hasPrefix("HTTP/1.1 405"))
    #expect(try serve.raw("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n").contains("Location: /a/"))
    let odd = try serve.raw("GET /x%22%CC%81onload=1%D8%80%3C/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(odd.contains("data-lesson=\"x&quot;\u{301}onload=1\u{600}&lt;\""))
    let head = try serve.raw("HEAD /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200") && head.hasSuffix("\r\n\r\n"))
    #expect(try serve.stop() == 0)
  }

  @Test func aPortThatIsTakenIsAnError() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let serve = try ServeTrial(trial)
    let second = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let outcome = try second.run("serve", "--port", String(serve.port))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("port \(serve.port)") && outcome.errors.contains("--port names another"))
    #expect(try serve.stop() == 0)
  }
}
