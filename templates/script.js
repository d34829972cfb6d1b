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

  var contents = document.querySelector(".contents details");
  if (contents && window.matchMedia("(max-width: 68rem)").matches) contents.open = false;

  var links = {};
  document.querySelectorAll(".contents a").forEach(function (link) {
    links[decodeURIComponent(link.hash.slice(1))] = link;
  });
  var headings = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  if (!headings.length) return;
  var current = null;
  function follow() {
    var reached = headings[0];
    headings.forEach(function (heading) { if (heading.getBoundingClientRect().top < 120) reached = heading; });
    if (reached === current) return;
    if (current) links[current.id].removeAttribute("aria-current");
    current = reached;
    links[current.id].setAttribute("aria-current", "location");
  }
  var waiting = false;
  addEventListener("scroll", function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; follow(); });
  }, { passive: true });
  follow();
})();
