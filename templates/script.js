// Comfort only: the page is whole without it.
(function () {
  document.querySelectorAll(".code[data-copy]").forEach(function (block) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = block.dataset.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(block.querySelector("code").textContent).then(function () {
        button.textContent = block.dataset.copied;
        setTimeout(function () { button.textContent = block.dataset.copy; }, 1600);
      });
    });
    block.appendChild(button);
  });

  // What has nothing to scroll need not stop a reader who goes by the Tab key.
  function fitStops() {
    document.querySelectorAll("pre, .scroll, .formula").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }
  fitStops();
  addEventListener("resize", fitStops);
  document.querySelectorAll("details").forEach(function (details) { details.addEventListener("toggle", fitStops); });

  // On paper nothing can be opened: the sections of classes are.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll(".class-section details"), function (d) { return !d.open; });
    opened.forEach(function (details) { details.open = true; });
    document.querySelectorAll(".class-section img").forEach(function (image) { image.loading = "eager"; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (details) { details.open = false; }); });

  var contents = document.querySelector(".contents details");
  if (contents && window.matchMedia("(max-width: 68rem)").matches) contents.open = false;

  var links = {};
  document.querySelectorAll(".contents a").forEach(function (link) {
    links[decodeURIComponent(link.hash.slice(1))] = link;
  });
  var headings = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  if (!headings.length) return;
  var list = document.querySelector(".contents");
  var current = null;
  function follow() {
    var reached = headings[0];
    headings.forEach(function (heading) { if (heading.getBoundingClientRect().top < 120) reached = heading; });
    // The last section may be too short to reach the top.
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2) reached = headings[headings.length - 1];
    if (reached === current) return;
    if (current) links[current.id].removeAttribute("aria-current");
    current = reached;
    var link = links[current.id];
    link.setAttribute("aria-current", "location");
    var box = list.getBoundingClientRect(), place = link.getBoundingClientRect();
    if (place.top < box.top + 40 || place.bottom > box.bottom - 40) list.scrollTop += place.top - box.top - box.height / 3;
  }
  var waiting = false;
  addEventListener("scroll", function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; follow(); });
  }, { passive: true });
  follow();
})();
