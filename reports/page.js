
(function () {
  "use strict";
  // Without this script the page is whole: marks lead to cards and rows. It adds the card beside the text, keys,
  // and a table that sorts and filters. It never makes markup from text: nodes are cloned, words are text nodes.
  var html = document.documentElement;
  var article = document.getElementById("article"), side = document.getElementById("side");
  var panel = document.getElementById("panel"), keys = document.getElementById("keys");
  var marks = Array.prototype.slice.call(article.querySelectorAll("a[id][data-c]"));
  var place = new Map(), lit = [], now = -1;
  var BACK = "0", ON = "1"; // the places of the card's own buttons, which get the focus again when it is drawn anew
  marks.forEach(function (mark, n) { place.set(mark.dataset.c, n); });
  html.classList.add("has-js");

  function make(tag, text, className) {
    var node = document.createElement(tag);
    if (text) { node.textContent = text; }
    if (className) { node.className = className; }
    return node;
  }

  function copy(node) {
    var twin = node.cloneNode(true);
    twin.removeAttribute("id");
    twin.removeAttribute("aria-labelledby");
    Array.prototype.forEach.call(twin.querySelectorAll("[id]"), function (inner) { inner.removeAttribute("id"); });
    return twin;
  }

  function unlight() {
    lit.forEach(function (mark) { mark.classList.remove("now", "near"); });
    lit = [];
  }

  function light(name, mark) {
    if (mark) { mark.classList.add(name); lit.push(mark); }
  }

  function button(words, label, act) {
    var node = make("button", words);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.addEventListener("click", act);
    return node;
  }

  function about(row) {
    var list = make("dl", "", "about");
    var heads = document.querySelectorAll("#all thead th");
    Array.prototype.forEach.call(row.cells, function (cell, n) {
      if (n === 0 || !cell.textContent.trim()) { return; }
      list.appendChild(make("dt", (heads[n].textContent || "").toLowerCase()));
      var value = make("dd");
      Array.prototype.forEach.call(cell.childNodes, function (inner) { value.appendChild(copyAny(inner)); });
      list.appendChild(value);
    });
    return list;
  }

  function copyAny(node) { return node.nodeType === 1 ? copy(node) : node.cloneNode(true); }

  function open(claim, focus) {
    var row = document.getElementById("c" + claim);
    if (!row) { return; }
    var at = place.has(claim) ? place.get(claim) : -1;
    if (at >= 0) { now = at; }
    panel.textContent = "";
    var bar = make("div", "", "bar");
    bar.appendChild(make("span", at >= 0 ? "claim " + (at + 1) + " of " + marks.length : "claim", "note"));
    bar.appendChild(button("↑", "previous claim", function () { step(-1, BACK); }));
    bar.appendChild(button("↓", "next claim", function () { step(1, ON); }));
    bar.appendChild(button("×", "close the card", close));
    panel.appendChild(bar);
    var cards = [];
    Array.prototype.forEach.call(row.querySelectorAll('a[href^="#v"]'), function (link) {
      var card = document.getElementById(link.getAttribute("href").slice(1));
      if (card) { cards.push(copy(card)); }
    });
    var title = make("h2", row.cells[0].textContent, "vh");
    title.id = "panel-h";
    if (!cards.length) { title.className = ""; }
    title.dir = "auto";
    panel.appendChild(title);
    cards.forEach(function (card) { panel.appendChild(card); });
    panel.appendChild(about(row));
    unlight();
    Array.prototype.forEach.call(panel.querySelectorAll('a[href^="#m"]'), function (link) {
      light("near", document.getElementById(link.getAttribute("href").slice(1)));
    });
    Array.prototype.forEach.call(article.querySelectorAll('a[data-c="' + claim + '"]'), function (mark) { light("now", mark); });
    panel.hidden = false;
    side.classList.add("open");
    panel.scrollTop = 0;
    side.scrollTop = 0;
    if (focus) { panel.focus({ preventScroll: true }); }
  }

  function close() {
    if (panel.hidden) { return; }
    var inside = panel.contains(document.activeElement);
    panel.hidden = true;
    side.classList.remove("open");
    unlight();
    if (inside && now >= 0) { marks[now].focus({ preventScroll: true }); }
  }

  function go(n, keep) {
    if (n < 0 || n >= marks.length) { return; }
    now = n;
    marks[n].scrollIntoView({ block: "center" });
    if (!keep) { marks[n].focus({ preventScroll: true }); }
    open(marks[n].dataset.c, false);
    if (keep) { panel.querySelectorAll(".bar button")[keep].focus({ preventScroll: true }); }
  }

  function current() {
    var focused = document.activeElement;
    return focused && focused.dataset && place.has(focused.dataset.c) ? place.get(focused.dataset.c) : now;
  }

  function step(by, keep) {
    var at = current();
    go(at < 0 && by < 0 ? marks.length - 1 : at + by, keep);
  }

  function seek(by) {
    for (var n = current() + by; n >= 0 && n < marks.length; n += by) {
      if (/\bo-(proven|likely)\b.*\bled\b/.test(marks[n].className)) { go(n); return; }
    }
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    var link = event.target.closest ? event.target.closest("a[href^='#']") : null;
    if (!link) { return; }
    if (article.contains(link) && link.dataset.c) {
      event.preventDefault();
      open(link.dataset.c, event.detail === 0);
      return;
    }
    var to = /^#m(\d+)$/.exec(link.getAttribute("href"));
    if (to && place.has(to[1])) {
      event.preventDefault();
      go(place.get(to[1]));
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.key === "Escape") { close(); return; }
    var field = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (field || event.target.isContentEditable) { return; }
    var on = article.contains(event.target) && event.target.dataset && event.target.dataset.c;
    var act = null;
    if (keys.checked) {
      act = { j: [step, 1], k: [step, -1], n: [seek, 1], p: [seek, -1] }[event.key] || null;
    }
    if (!act && on) {
      act = { ArrowDown: [step, 1], ArrowRight: [step, 1], ArrowUp: [step, -1], ArrowLeft: [step, -1] }[event.key] || null;
    }
    if (act) {
      event.preventDefault();
      act[0](act[1]);
    }
  });

  function table() {
    var all = document.getElementById("all");
    if (!all) { return; }
    var body = all.tBodies[0], rows = Array.prototype.slice.call(body.rows);
    var words = document.getElementById("f-text"), kind = document.getElementById("f-kind");
    var outcome = document.getElementById("f-outcome"), count = document.getElementById("f-count");
    var texts = null;

    function filter() {
      var wanted = words.value.trim().toLowerCase(), shown = 0;
      texts = texts || new Map(rows.map(function (row) { return [row, row.textContent.toLowerCase()]; }));
      rows.forEach(function (row) {
        var fits = (!kind.value || row.dataset.k === kind.value) && (!outcome.value || row.dataset.o === outcome.value) &&
          (!wanted || texts.get(row).indexOf(wanted) >= 0);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown === rows.length ? shown + " claims" : shown + " of " + rows.length + " claims";
    }

    function key(row, n) {
      var cell = row.cells[n];
      if (n === 0) { return Number(row.id.slice(1)); }
      if (n === 2) { return cell.dataset.n === "" ? NaN : Number(cell.dataset.n); }
      return cell.textContent.trim().toLowerCase();
    }

    function compare(a, b) {
      if (typeof a === "number") {
        if (isNaN(a) || isNaN(b)) { return (isNaN(a) ? 1 : 0) - (isNaN(b) ? 1 : 0); }
        return a - b;
      }
      if (!a || !b) { return (a ? 0 : 1) - (b ? 0 : 1); }
      return a < b ? -1 : a > b ? 1 : 0;
    }

    Array.prototype.forEach.call(all.tHead.rows[0].cells, function (head, n) {
      var node = make("button", head.textContent);
      node.type = "button";
      head.textContent = "";
      head.appendChild(node);
      node.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(all.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var keyed = rows.map(function (row) { return { row: row, key: key(row, n), home: Number(row.id.slice(1)) }; });
        keyed.sort(function (a, b) {
          var empty = !(a.key || a.key === 0) || !(b.key || b.key === 0);
          return compare(a.key, b.key) * (down && !empty ? -1 : 1) || a.home - b.home;
        });
        var pile = document.createDocumentFragment();
        keyed.forEach(function (one) { pile.appendChild(one.row); });
        body.appendChild(pile);
      });
    });
    [words, kind, outcome].forEach(function (field) { field.addEventListener("input", filter); });
    document.querySelector(".filter").addEventListener("submit", function (event) { event.preventDefault(); });
  }

  table();
  var first = /^#m(\d+)$/.exec(location.hash);
  if (first && place.has(first[1])) { go(place.get(first[1])); }
})();
