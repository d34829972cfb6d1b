// Put into pages by `cuaderno serve` alone: reloads a page when its report is new, and says what goes on meanwhile.
(function () {
  var script = document.currentScript;
  var lesson = script.dataset.lesson, revision = script.dataset.revision;

  var bar = document.createElement("div");
  bar.id = "cuaderno-live";
  bar.style.cssText = "position:fixed;left:0;right:0;bottom:0;z-index:99;max-height:40vh;overflow:auto;padding:.5rem 1rem;"
    + "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;background:#1f2430;color:#f2f2f2;"
    + "box-shadow:0 -1px 6px rgba(0,0,0,.3);print-color-adjust:exact";
  document.body.appendChild(bar);
  var style = document.createElement("style");
  style.textContent = "@media print { #cuaderno-live { display: none } }";
  document.head.appendChild(style);

  // Announced to who does not see the page, so changed only where something new is said; how a training comes along, several
  // times a second, is not.
  var said = document.createElement("div"), progress = document.createElement("div");
  said.setAttribute("role", "status");
  progress.setAttribute("aria-hidden", "true");
  bar.append(said, progress);

  function set(element, lines) {
    var text = lines.join("\n");
    if (element.textContent !== text) element.textContent = text;
  }

  function show(lines, running) {
    set(said, lines);
    set(progress, running);
    // Not `hidden`: what is said while it appears would go unheard.
    var isEmpty = lines.length + running.length === 0;
    bar.style.opacity = isEmpty ? "0" : "1";
    bar.style.pointerEvents = isEmpty ? "none" : "auto";
  }

  show([], []);

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
    show(lines, state.running.filter(function (run) { return concerns(run.lesson); }).map(function (run) {
      return "▸ " + run.lesson + ": " + run.text;
    }));
  });
  source.addEventListener("error", function () { show(["cuaderno serve has ended; this page stays as it is"], []); });
  addEventListener("pagehide", function () { source.close(); });
})();
