import Foundation
import LessonReport
import Testing

@Suite("What serve puts into a page")
struct LiveScriptTests {
  /// As much of a browser as the script needs; `log` holds what was written into elements.
  private static let browser = """
    var log = [], listeners = {}, location = { reload: function () {} };
    function Element() { this.attributes = {}; this.style = {}; this.text = ""; }
    Element.prototype.setAttribute = function (name, value) { this.attributes[name] = value; };
    Element.prototype.append = Element.prototype.appendChild = function () {};
    Object.defineProperty(Element.prototype, "textContent", {
      get: function () { return this.text; },
      set: function (text) {
        this.text = text;
        log.push((this.attributes.role || "") + (this.attributes["aria-hidden"] ? "hidden" : "") + ": " + text);
      }
    });
    var document = {
      currentScript: { dataset: { lesson: "a", revision: "1" } }, body: new Element(), head: new Element(),
      createElement: function () { return new Element(); }
    };
    function addEventListener() {}
    function EventSource() {}
    EventSource.prototype.addEventListener = function (name, listener) { listeners[name] = listener; };
    function state(messages, running) {
      log = [];
      listeners.state({ data: JSON.stringify({
        revisions: { a: 1 }, notice: "", messages: { a: JSON.parse(messages) },
        running: running ? [{ lesson: "a", text: running }, { lesson: "b", text: "elsewhere" }] : [] }) });
      return log.join("|");
    }
    """

  @Test("says what is wrong to a screen reader once, and how a training comes along not at all")
  func status() throws {
    let engine = try #require(ScriptEngine())
    let script = try String(contentsOf: ReportFixture.templates.appending(path: "live.js"), encoding: .utf8)
    try engine.run(Self.browser)
    try engine.run(script)
    #expect(try engine.call("state", ["[]", "epoch 1"]) == "hidden: ▸ a: epoch 1")
    #expect(try engine.call("state", ["[\"a.md:1: error: x\"]", "epoch 1"]) == "status: ✗ a.md:1: error: x")
    #expect(try engine.call("state", ["[\"a.md:1: error: x\"]", "epoch 2"]) == "hidden: ▸ a: epoch 2")
    #expect(try engine.call("state", ["[\"a.md:1: error: x\"]", ""]) == "hidden: ")
    #expect(try engine.call("state", ["[]", ""]) == "status: ")
  }
}
