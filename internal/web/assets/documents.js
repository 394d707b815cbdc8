// Deciding the facts of a document by keyboard: one row is the current one, its words
// are marked in the text, and every decision is sent by itself. Without this file each
// row has its buttons and its own page.
(function () {
  "use strict";

  var reader = document.querySelector("[data-reader]");
  if (!reader) return fields(document);
  var pane = reader.querySelector(".facts-pane");
  var source = reader.querySelector(".source");
  var status = reader.querySelector(".said");
  var place = reader.dataset.place; // the document's, where only a part of it is shown
  var may = !!document.getElementById("facts");
  var current = null;
  var closed = null; // the open row as it was before
  var refused = []; // identifiers, the last at the end
  var busy = false;
  var waiting = []; // keys that came while an answer was awaited
  var age = 0; // how often something was accepted: older rows may say what is past

  function say(text, n) { status.textContent = (text || "").replace("{n}", n); }
  function rows() { return Array.from(pane.querySelectorAll(".fact-row:not([hidden])")); }
  function rowOf(id) { return document.getElementById("f-" + id); }
  function opened() { return pane.querySelector(".fact-form"); }
  function has(row, name) { return row.classList.contains(name); }
  function scrolls(box) { return getComputedStyle(box).overflowY === "auto"; }

  // bring moves a box so that an element in it is seen, and nothing around the box.
  function bring(box, element, middle) {
    if (!scrolls(box)) return;
    var outer = box.getBoundingClientRect();
    var inner = element.getBoundingClientRect();
    var head = middle ? 0 : pane.querySelector(".pane-head").offsetHeight + 28;
    if (middle && (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 60)) box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
    if (middle) return;
    if (inner.top < outer.top + head) box.scrollTop += inner.top - outer.top - head;
    else if (inner.bottom > outer.bottom - 90) box.scrollTop += Math.min(inner.bottom - outer.bottom + 90, inner.top - outer.top - head);
  }

  function marksOf(id) {
    var all = Array.from(source.querySelectorAll('mark[data-fact="' + id + '"]'));
    var place = all.length ? null : document.getElementById("s-" + id);
    return place ? [place.closest("mark")] : all;
  }

  function select(row, quietly) {
    if (!row) return;
    if (current) {
      current.classList.remove("current");
      current.querySelector("tr.row").removeAttribute("aria-current");
    }
    source.querySelectorAll("mark.here").forEach(function (mark) { mark.classList.remove("here"); });
    current = row;
    row.classList.add("current");
    row.querySelector("tr.row").setAttribute("aria-current", "true");
    var marks = marksOf(row.dataset.fact);
    marks.forEach(function (mark) { mark.classList.add("here"); });
    if (marks.length) bring(source, marks[0], true);
    bring(pane, row, false);
    if (quietly) return;
    row.querySelector("tr.row").focus({ preventScroll: true });
    if (!scrolls(pane)) row.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", "#f-" + row.dataset.fact);
    renew(row);
  }

  // turn leads to the next or the previous part of a document that is shown in parts.
  function turn(way, place) {
    var link = pane.querySelector('.pager a[rel="' + way + '"]');
    if (link) location.assign(link.href + place);
    return !!link;
  }

  function step(by) {
    var all = rows();
    var next = all.indexOf(current) + by;
    if (next >= all.length && turn("next", "#first") || next < 0 && turn("prev", "#last")) return;
    select(all[Math.max(0, Math.min(all.length - 1, next))]);
  }

  function nextOpen() {
    var all = rows();
    var next = all.slice(all.indexOf(current) + 1).find(function (row) { return has(row, "proposed"); });
    if (next) select(next);
    else if (reader.dataset.nextOpen) location.assign(reader.dataset.nextOpen);
    else { select(current); say(reader.dataset.last); }
  }

  // Counts follow what a row counted as and what it counts as now.
  function count(before, after) {
    before.filter(function (tag) { return after.indexOf(tag) < 0; }).forEach(function (tag) { add(tag, -1); });
    after.filter(function (tag) { return before.indexOf(tag) < 0; }).forEach(function (tag) { add(tag, 1); });
  }
  function add(tag, by) {
    pane.querySelectorAll('[data-count="' + tag + '"]').forEach(function (b) { b.textContent = String(+b.textContent + by); });
  }

  // put sets a row that the server sent in the place of the one that is there.
  function put(old, html) {
    var row = new DOMParser().parseFromString(html, "text/html").querySelector("tbody.fact-row");
    if (!row) return null;
    var words = old.querySelector(":scope > .quote");
    if (words && !row.querySelector(":scope > .quote")) row.querySelector("tr.row").after(words.cloneNode(true));
    var place = old.querySelector(".on-page");
    if (place) row.querySelector(".what").append(place.cloneNode(true));
    count(old.dataset.tags.split(" "), row.dataset.tags.split(" "));
    old.replaceWith(row);
    row.dataset.age = age;
    source.querySelectorAll('mark[data-fact="' + row.dataset.fact + '"]').forEach(function (mark) {
      mark.classList.remove("proposed", "accepted", "refused");
      mark.classList.add(["proposed", "accepted", "refused"].find(function (state) { return has(row, state); }));
    });
    fields(row);
    return row;
  }

  // ask sends a request of one row and puts the answer in its place; it gives the row
  // and whether the deed was done.
  function ask(row, url, body) {
    busy = true;
    row.setAttribute("aria-busy", "true");
    var options = { headers: { "Tupo-Part": "row" }, credentials: "same-origin" };
    if (body) { options.method = "POST"; options.body = body; }
    return fetch(url, options).then(function (answer) {
      return answer.text().then(function (html) {
        var mine = row === current;
        var now = answer.redirected ? null : put(row, html);
        if (answer.redirected || answer.status === 401) say(reader.dataset.login);
        else if (!now) say(reader.dataset.failed, answer.status);
        else if (mine) { current = null; select(now, true); }
        return { row: now || row, done: !!now && answer.ok };
      });
    }, function () {
      say(reader.dataset.lost);
      return { row: row, done: false };
    }).then(function (got) {
      busy = false;
      got.row.removeAttribute("aria-busy");
      return got;
    });
  }

  // renew brings a row up to date that was printed before something was accepted.
  function renew(row) {
    if (busy || !has(row, "proposed") || +(row.dataset.age || 0) === age || row.querySelector(".fact-form, .fault")) return;
    row.dataset.age = age;
    fetch(row.dataset.url + "?no=" + row.dataset.no, { headers: { "Tupo-Part": "row" }, credentials: "same-origin" }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : "";
    }).then(function (html) {
      if (!html || !row.isConnected || busy || row.querySelector(".fact-form")) return;
      var mine = row === current;
      var now = put(row, html);
      if (mine && now) { current = null; select(now, true); now.querySelector("tr.row").focus({ preventScroll: true }); }
    }, function () { /* the row stays as it is; the deed itself says when the network is gone */ });
  }

  function takes(row, body) {
    row.querySelectorAll(".clash input:checked").forEach(function (choice) {
      body.append(choice.name.replace("take." + row.dataset.fact + ".", "take."), choice.value);
    });
  }

  function decide(row, what, more) {
    if (!may) return;
    if (has(row, "accepted")) return say(reader.dataset.taken);
    if (what === "accept" && !more && "stopped" in row.dataset && row.dataset.edit) return open(row);
    var body = new URLSearchParams(more || {});
    body.append("do", what);
    body.append("no", row.dataset.no);
    if (what === "accept") takes(row, body);
    send(row, what, body);
  }

  function send(row, what, body) {
    say("");
    ask(row, row.dataset.url, body).then(function (got) {
      if (!got.done) {
        waiting = [];
        var wrong = got.row.querySelector('[aria-invalid="true"]') || got.row.querySelector(".fact-form input, .fact-form select");
        if (wrong) wrong.focus();
        else select(got.row);
        return;
      }
      closed = null;
      if (what === "accept") age++;
      else refused.push(got.row.dataset.fact);
      if (got.row === current) nextOpen();
      while (waiting.length && !busy) press(waiting.shift());
    });
  }

  function open(row, as, merge) {
    if (!row.dataset.edit || !may) return say(reader.dataset.plain);
    close();
    var before = row;
    ask(row, row.dataset.edit + "?no=" + row.dataset.no + (as ? "&as=" + as : "")).then(function (got) {
      waiting = []; // keys struck meanwhile were not meant for the form
      if (!got.done) return;
      closed = before;
      select(got.row, true);
      var form = got.row.querySelector(".fact-form");
      var places = merge ? [".near button", ".choices-filter"] :
        ['[aria-invalid="true"]', 'input[name="value"]:not(:disabled)', 'textarea[name="text"]', 'select[name="project"]', 'input[name="reference"]:not(:disabled)'];
      var first = places.map(function (place) { return form.querySelector(place); }).find(Boolean);
      if (as) first = form.querySelector('input[name="as"]:checked');
      if (merge) say(reader.dataset.merge);
      if (!first) return;
      first.focus({ preventScroll: true }); // the row itself stays in sight above its form
      if (first.select && !as) first.select();
    });
  }

  function close() {
    var form = opened();
    if (!form || !closed) return;
    var row = form.closest(".fact-row");
    var back = closed;
    closed = null;
    row.replaceWith(back);
    back.removeAttribute("aria-busy");
    if (current === row) { current = null; select(back); }
  }

  function submit(form, button) {
    if (busy) return;
    var row = form.closest(".fact-row");
    var body = new URLSearchParams(new FormData(form));
    var what = button && button.name === "do" ? button.value : "accept";
    if (button && button.name === "near") body.append("near", button.value);
    body.append("do", what);
    body.append("no", row.dataset.no);
    send(row, what, body);
  }

  function near(digit) {
    var form = opened();
    var button = form && form.querySelectorAll(".near button")[digit - 1];
    if (button) submit(form, button);
    return !!button;
  }

  function turned(row) { return row.dataset.as === "target" ? "result" : "target"; }

  function press(key) {
    if (!current) select(rows()[0], true);
    var row = current;
    if (!row) return false;
    switch (key) {
      case "j": case "ArrowDown": step(1); return true;
      case "k": case "ArrowUp": step(-1); return true;
      case "n": nextOpen(); return true;
      case "a": case "Enter": decide(row, "accept"); return true;
      case "r": if (has(row, "refused")) nextOpen(); else decide(row, "refuse"); return true;
      case "e": open(row); return true;
      case "m": open(row, "", true); return true;
      case "t": if (row.dataset.as === "target" || row.dataset.as === "result") open(row, turned(row)); else say(reader.dataset.plain); return true;
      case "p": if (/directive|principle/.test(row.dataset.as)) decide(row, "accept", { as: "principle" }); else say(reader.dataset.plain); return true;
      case "c": believe(row); return true;
      case "u":
        if (has(row, "refused")) decide(row, "accept");
        else if (refused.length) select(rowOf(refused.pop()));
        return true;
      case "v": view(row); return true;
      case "/": document.getElementById("find").focus(); return true;
      case "?": help(); return true;
    }
    return /^[1-5]$/.test(key) && near(+key);
  }

  // believe turns all choices of a clash to the other side.
  function believe(row) {
    var here = row.querySelector('.clash input[value="here"]');
    var side = here && here.checked ? "known" : "here";
    row.querySelectorAll('.clash input[value="' + side + '"]').forEach(function (choice) { choice.checked = true; });
  }

  // view leads to the page of the file on which the fact stands, where it can be shown.
  function view(row) {
    var place = row.querySelector("a.on-page");
    if (place) place.click();
  }

  function help() {
    var box = reader.querySelector(".keys-help");
    if (!box) return;
    box.hidden = !box.hidden;
    if (!box.hidden) box.focus();
  }

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    var form = at.closest && at.closest(".fact-form");
    var typing = /^(TEXTAREA|SELECT)$/.test(at.tagName) || at.tagName === "INPUT" && !/^(radio|checkbox)$/.test(at.type);
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey || at.tagName === "INPUT")) {
      event.preventDefault();
      if (!at.classList.contains("choices-filter")) submit(form);
      return;
    }
    if (event.key === "Escape" && opened() && (form || !typing)) { event.preventDefault(); close(); return; }
    if (event.key === "Escape" && at.id === "find") { at.value = ""; find(""); select(current || rows()[0]); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (/^(Enter| )$/.test(event.key) && at.closest && at.closest("a, button, summary, label, input")) return;
    if (/^Arrow/.test(event.key) && (at.type === "radio" || at.closest && at.closest(".source"))) return;
    if (form && !/^[1-5]$/.test(event.key)) return;
    if (busy) {
      event.preventDefault();
      if (!opened()) waiting.push(event.key);
      return;
    }
    if (press(event.key)) event.preventDefault();
  });

  reader.addEventListener("click", function (event) {
    var at = event.target;
    var sure = at.closest("[data-confirm]");
    if (sure && !window.confirm(sure.dataset.confirm)) return event.preventDefault();
    var mark = at.closest("mark");
    if (mark && !at.closest("a")) return select(rowOf(mark.dataset.fact));
    var row = at.closest(".fact-row");
    if (!row) return;
    if (row.querySelector(".fact-form")) {
      if (at.closest(".fact-form .submits a")) { event.preventDefault(); close(); }
      return;
    }
    var button = at.closest('button[name="accept"], button[name="refuse"]');
    if (button || at.closest(".deeds a")) {
      event.preventDefault();
      if (busy) return;
      select(row, true);
      if (button) decide(row, button.name);
      else open(row);
    } else if (!at.closest("a, input, label")) select(row);
  });

  reader.addEventListener("submit", function (event) {
    if (event.target.classList.contains("fact-form")) { event.preventDefault(); submit(event.target, event.submitter); }
    if (event.target.classList.contains("find") && !place) { event.preventDefault(); select(rows()[0]); }
  });

  // find narrows the rows; of a document in parts the server does, when the form is sent.
  function find(words) {
    if (place) return;
    words = words.trim().toLowerCase();
    pane.querySelectorAll(".fact-row").forEach(function (row) { row.hidden = row.textContent.toLowerCase().indexOf(words) < 0; });
  }
  var box = document.getElementById("find");
  box.addEventListener("input", function () { find(box.value); });

  // fields shows of a form what belongs to the chosen kind of thing, and narrows lists.
  function fields(root) {
    root.querySelectorAll(".fact-form").forEach(function (form) {
      function show() {
        var as = form.querySelector('[name="as"]:checked');
        form.querySelectorAll("[data-for]").forEach(function (section) {
          section.hidden = !!as && section.dataset.for !== as.value;
          section.querySelectorAll("input, select, textarea").forEach(function (field) { field.disabled = section.hidden; });
        });
      }
      form.addEventListener("change", function (event) { if (event.target.name === "as") show(); });
      show();
      if (root !== document) window.tupo.narrow(root);
    });
  }

  function arrive() {
    var id = location.hash.replace(/^#[fs]-/, "");
    var all = rows();
    var row = id === "#first" ? all[0] : id === "#last" ? all[all.length - 1] : id && rowOf(id);
    if (row) select(row, true);
    else if (place && /^#[fs]-/.test(location.hash) && location.search.indexOf("fact=" + id) < 0) location.replace(place + "?fact=" + encodeURIComponent(id) + location.hash);
    return !!row;
  }
  window.addEventListener("hashchange", arrive);
  if (!arrive()) select(rows().find(function (row) { return has(row, "proposed"); }) || rows()[0], true);
  var line = reader.querySelector(".keys-line");
  if (line) line.hidden = false;
})();
