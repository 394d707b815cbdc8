// Conveniences for people who fill many figures: arrow keys and Enter between
// cells, pasting a block from a worksheet, Ctrl+S, a warning before unsaved
// figures are lost. Every page works without this file.
(function () {
  "use strict";

  function cells(table) {
    return Array.from(table.querySelectorAll("tbody tr.row")).map(function (row) {
      return Array.from(row.querySelectorAll("td input:not([type=hidden]):not([type=file]), td select, td textarea"));
    }).filter(function (row) { return row.length > 0; });
  }

  function place(grid, cell) {
    for (var y = 0; y < grid.length; y++) {
      var x = grid[y].indexOf(cell);
      if (x >= 0) return { x: x, y: y };
    }
    return null;
  }

  function go(grid, x, y) {
    var next = grid[y] && grid[y][Math.min(x, grid[y].length - 1)];
    if (!next) return false;
    next.focus();
    if (next.select) next.select();
    return true;
  }

  function onKey(event) {
    var cell = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || cell.tagName === "SELECT") return;
    if (cell.tagName === "TEXTAREA" && event.key !== "Enter") return;
    var down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    var up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!down && !up) return;
    var grid = cells(event.currentTarget);
    var at = place(grid, cell);
    if (!at) return;
    // Enter never submits a sheet by accident, even in its last cell.
    event.preventDefault();
    if (!go(grid, at.x, at.y + (down ? 1 : -1))) across(event.currentTarget, at.x, down);
  }

  // A sheet has a table for each action: past its last cell the next one begins.
  function across(table, x, down) {
    var tables = Array.from(document.querySelectorAll("table[data-grid]"));
    var next = tables[tables.indexOf(table) + (down ? 1 : -1)];
    if (!next) return;
    var grid = cells(next);
    go(grid, x, down ? 0 : grid.length - 1);
  }

  // A worksheet's block arrives as lines of tab-separated texts. It fills from
  // the cell it is pasted into; what does not fit is left out, and the figures
  // are read by the server, which also reads full-width digits and separators.
  function onPaste(event) {
    var text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!text || !/[\t\n]/.test(text.trim())) return;
    var grid = cells(event.currentTarget);
    var at = place(grid, event.target);
    if (!at) return;
    event.preventDefault();
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach(function (line, dy) {
      line.split("\t").forEach(function (value, dx) {
        var cell = grid[at.y + dy] && grid[at.y + dy][at.x + dx];
        if (!cell || cell.readOnly || cell.tagName === "SELECT") return;
        cell.value = value.trim();
        cell.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  }

  document.querySelectorAll("table[data-grid]").forEach(function (table) {
    table.addEventListener("keydown", onKey);
    table.addEventListener("paste", onPaste);
  });

  var sheet = document.querySelector("form[data-sheet]");
  if (sheet) {
    var changed = false;
    sheet.addEventListener("input", function () { changed = true; });
    sheet.addEventListener("submit", function () { changed = false; });
    window.addEventListener("beforeunload", function (event) {
      if (changed) event.preventDefault();
    });
    document.addEventListener("keydown", function (event) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      var draft = sheet.querySelector("button[type=submit]:not(.primary)");
      if (draft) draft.click();
    });
  }

  // A box above a long list of choices narrows it to those that hold what is typed.
  function narrow(root) { root.querySelectorAll("[data-filter]").forEach(narrowOne); }
  function narrowOne(list) {
    var box = document.createElement("input");
    box.type = "search";
    box.className = "choices-filter";
    box.placeholder = list.dataset.filter;
    box.setAttribute("aria-label", list.dataset.filter);
    var choices = Array.from(list.querySelectorAll("option, .choice"));
    box.addEventListener("input", function () {
      var wanted = box.value.trim().toLowerCase();
      choices.forEach(function (choice) {
        var on = choice.selected || choice.querySelector && choice.querySelector(":checked");
        choice.hidden = !on && choice.textContent.toLowerCase().indexOf(wanted) < 0;
      });
      list.querySelectorAll("optgroup, .choice-group").forEach(function (group) {
        group.hidden = !group.querySelector("option:not([hidden]), .choice:not([hidden])");
      });
    });
    box.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
    var before = list.closest(".entry") || list;
    before.parentNode.insertBefore(box, before);
  }
  narrow(document);
  window.tupo = { narrow: narrow }; // for forms that come later

  // On paper a date field's text stands for it: what is typed, not what was sent.
  document.querySelectorAll("input[type=date] + .printed").forEach(function (text) {
    text.previousElementSibling.addEventListener("input", function (event) { text.textContent = event.target.value; });
  });

  // Only one menu of the head is open at a time; Escape closes it.
  var menus = Array.from(document.querySelectorAll("details.menu"));
  menus.forEach(function (menu) {
    menu.addEventListener("toggle", function () {
      if (menu.open) menus.forEach(function (other) { if (other !== menu) other.open = false; });
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
