// A page of a document's file: the keys that turn pages and lead back. Without this
// file there are the links.
(function () {
  "use strict";

  var back = document.querySelector("[data-back]");
  if (!back) return;
  var hint = document.querySelector("[data-keys]");
  if (hint) hint.hidden = false;

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, summary, [contenteditable]")) return;
    var link = { Escape: back, ArrowLeft: document.querySelector('a[rel="prev"]'), ArrowRight: document.querySelector('a[rel="next"]') }[event.key];
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
