// Search over all lessons, in the page itself: every word must be found, headings count most.
(function () {
  var form = document.querySelector(".search");
  var lessons = JSON.parse(document.getElementById("search-index").textContent);
  if (!form || !lessons.length) return;
  var field = form.querySelector("input");
  var state = form.querySelector(".search-state");
  var list = form.querySelector(".search-results");
  form.hidden = false;

  // Small letters without accents; as long as the text, so that a place in one is a place in the other.
  function folded(text) {
    return text.replace(/[^\x00-\x7f]/g, function (letter) {
      return letter.normalize("NFD").charAt(0) || letter;
    }).toLowerCase();
  }

  var sections = null;
  function index() {
    sections = [];
    lessons.forEach(function (lesson) {
      lesson.sections.forEach(function (section) {
        sections.push({
          lesson: lesson, title: section[0], anchor: section[1], text: section[2],
          foldedTitle: folded(section[0]), folded: folded(section[2]), names: folded(section[3])
        });
      });
    });
  }

  function score(section, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      if (section.foldedTitle.indexOf(words[i]) >= 0) sum += 10;
      else if (section.folded.indexOf(words[i]) >= 0) sum += 3;
      else if (section.names.indexOf(words[i]) >= 0) sum += 1;
      else return 0;
    }
    return sum;
  }

  // The text around the first word that stands in it, the words marked.
  function excerpt(section, words) {
    var paragraph = document.createElement("p");
    var places = words.map(function (word) { return section.folded.indexOf(word); }).filter(function (at) { return at >= 0; });
    var from = Math.max(0, (places.length ? Math.min.apply(null, places) : 0) - 50);
    if (from > 0) from = section.text.indexOf(" ", from) + 1;
    var to = Math.min(section.text.length, from + 170);
    if (to < section.text.length) to = Math.max(section.text.lastIndexOf(" ", to), from + 1);
    var at = from;
    if (from > 0) paragraph.append("… ");
    while (at < to) {
      var next = null;
      words.forEach(function (word) {
        var found = section.folded.indexOf(word, at);
        if (found >= 0 && found < to && (!next || found < next.at)) next = { at: found, end: found + word.length };
      });
      if (!next) break;
      paragraph.append(section.text.slice(at, next.at));
      var mark = document.createElement("mark");
      mark.textContent = section.text.slice(next.at, next.end);
      paragraph.append(mark);
      at = next.end;
    }
    paragraph.append(section.text.slice(at, Math.max(at, to)));
    if (to < section.text.length) paragraph.append(" …");
    return paragraph;
  }

  function search() {
    var words = folded(field.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    document.querySelectorAll(".lesson-group").forEach(function (group) { group.hidden = words.length > 0; });
    if (!words.length) {
      state.textContent = "";
      return;
    }
    if (!sections) index();
    var found = sections.map(function (section, place) { return { section: section, place: place, score: score(section, words) }; })
      .filter(function (one) { return one.score > 0; })
      .sort(function (a, b) { return b.score - a.score || a.place - b.place; });
    state.textContent = found.length ? form.dataset.found.replace("{n}", found.length) : form.dataset.nothing;
    found.slice(0, 30).forEach(function (one) {
      var item = document.createElement("li");
      item.lang = one.section.lesson.lang;
      var link = document.createElement("a");
      link.href = one.section.lesson.address + (one.section.anchor ? "#" + encodeURIComponent(one.section.anchor) : "");
      link.textContent = one.section.title;
      item.append(link);
      if (one.section.anchor) {
        var of = document.createElement("span");
        of.textContent = one.section.lesson.title;
        item.append(" ", of);
      }
      item.append(excerpt(one.section, words));
      list.append(item);
    });
  }

  field.addEventListener("input", search);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  // A browser keeps the words when a reader comes back.
  if (field.value) search();
})();
