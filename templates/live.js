// Put into pages by `cuaderno serve` alone: reloads a page when its report is new, and says what goes on meanwhile.
(function () {
  var script = document.currentScript;
  var lesson = script.dataset.lesson, revision = script.dataset.revision;

  var bar = document.createElement("div");
  bar.setAttribute("role", "status");
  bar.id = "cuaderno-live";
  bar.style.cssText = "position:fixed;left:0;right:0;bottom:0;z-index:99;max-height:40vh;overflow:auto;padding:.5rem 1rem;"
    + "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;background:#1f2430;color:#f2f2f2;"
    + "box-shadow:0 -1px 6px rgba(0,0,0,.3);print-color-adjust:exact";
  bar.hidden = true;
  document.body.appendChild(bar);
  var style = document.createElement("style");
  style.textContent = "@media print { #cuaderno-live { display: none } }";
  document.head.appendChild(style);

  function show(lines) {
    bar.hidden = lines.length === 0;
    bar.textContent = lines.join("\n");
  }

  // On the page of a lesson what concerns it, runs of a sweep included; on the page of the course everything.
  function concerns(name) {
    return lesson === "" || name === lesson || name.indexOf(lesson + "/") === 0;
  }

  var source = new EventSource("/.cuaderno/events");
  source.addEventListener("state", function (event) {
    var state = JSON.parse(event.data);
    if (String(state.revisions[lesson] || 0) !== revision) {
      source.close();
      location.reload();
      return;
    }
    var lines = state.notice ? ["✗ " + state.notice] : [];
    Object.keys(state.messages).sort().filter(concerns).forEach(function (name) {
      state.messages[name].forEach(function (message) {
        lines.push((message.indexOf(": warning: ") < 0 ? "✗ " : "! ") + message);
      });
    });
    state.running.filter(function (run) { return concerns(run.lesson); }).forEach(function (run) {
      lines.push("▸ " + run.lesson + ": " + run.text);
    });
    show(lines);
  });
  source.addEventListener("error", function () { show(["cuaderno serve has ended; this page stays as it is"]); });
  addEventListener("pagehide", function () { source.close(); });
})();
