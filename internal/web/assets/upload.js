// Files dropped on a form, one after the other, with how far each has come. Without
// this file the form takes one file at a time and shows the document.
(function () {
  "use strict";

  document.querySelectorAll("form[data-drop]").forEach(function (form) {
    var input = form.querySelector('input[type="file"]');
    var list = document.createElement("ol");
    var queue = [];
    var running = false;
    var read = [];
    var failed = 0;

    var invite = document.createElement("p");
    invite.className = "invite";
    invite.textContent = form.dataset.drop;
    input.closest(".field").append(invite);
    input.multiple = true;
    list.className = "uploads";
    list.setAttribute("aria-live", "polite");
    form.append(list);

    function take(files) {
      Array.from(files).forEach(function (file) {
        var item = document.createElement("li");
        item.append(document.createElement("span"), document.createElement("progress"), document.createElement("b"));
        item.children[0].textContent = file.name;
        item.children[1].max = 100;
        item.children[1].value = 0;
        item.children[1].setAttribute("aria-label", file.name);
        item.children[2].textContent = form.dataset.waiting;
        list.append(item);
        queue.push({ file: file, item: item });
      });
      if (!running) next();
    }

    function next() {
      var job = queue.shift();
      running = !!job;
      if (job) return send(job);
      // One file was meant to be read: its page is where to go. Of several each has its link.
      if (read.length === 1 && !failed) location.assign(read[0]);
      input.value = "";
      read = [];
      failed = 0;
    }

    function send(job) {
      var word = job.item.children[2];
      var bar = job.item.children[1];
      var body = new FormData(form);
      body.delete("file");
      body.append("file", job.file, job.file.name);
      var request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Tupo-Part", "upload");
      request.upload.addEventListener("progress", function (event) {
        if (!event.lengthComputable) return;
        bar.value = 100 * event.loaded / event.total;
        word.textContent = form.dataset.sending.replace("{n}", Math.floor(bar.value));
      });
      request.upload.addEventListener("load", function () {
        bar.removeAttribute("value");
        word.textContent = form.dataset.reading;
      });
      request.addEventListener("load", function () {
        bar.remove();
        var text = /^text\/plain/.test(request.getResponseHeader("Content-Type") || "") ? request.responseText : "";
        if (request.status === 201) {
          var link = document.createElement("a");
          link.href = request.getResponseHeader("Location");
          link.textContent = text;
          word.replaceWith(link);
          read.push(link.href);
        } else if (request.status === 401 || /\/login(\?|$)/.test(request.responseURL)) fail(word, form.dataset.login);
        else fail(word, text || form.dataset.failed.replace("{n}", request.status));
        next();
      });
      request.addEventListener("error", function () { bar.remove(); fail(word, form.dataset.lost); next(); });
      request.send(body);
    }

    function fail(word, text) {
      failed++;
      word.className = "error";
      word.textContent = text;
    }

    form.addEventListener("dragover", function (event) {
      if (!event.dataTransfer || Array.from(event.dataTransfer.types).indexOf("Files") < 0) return;
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", function (event) { if (!form.contains(event.relatedTarget)) form.classList.remove("over"); });
    form.addEventListener("drop", function (event) {
      form.classList.remove("over");
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      event.preventDefault();
      take(event.dataTransfer.files);
    });
    form.addEventListener("submit", function (event) {
      var text = form.querySelector('[name="text"]');
      if (!input.files.length || text && text.value.trim()) return;
      event.preventDefault();
      take(input.files);
      input.value = "";
    });
  });
})();
