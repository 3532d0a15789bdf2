// Improves pages that already work without it: nothing here is needed.
(function () {
  "use strict";
  var root = document.documentElement;
  // An idle page at a shared desk hides itself at once, even where the server is not asked.
  var minutes = Number(root.dataset.idleMinutes || 0);
  var lock = document.getElementById("lock");
  if (minutes && lock) {
    var timer;
    var wait = function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var forms = document.querySelectorAll("form[data-keep]");
        if (forms.length === 0) { lock.submit(); return; }
        document.body.hidden = true;
        location.reload();
      }, minutes * 60000);
    };
    ["keydown", "pointerdown", "scroll"].forEach(function (name) {
      addEventListener(name, wait, { passive: true });
    });
    wait();
  }
  // A form sent twice by a double click is one form; the server holds that too.
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || event.defaultPrevented) { return; }
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
    setTimeout(function () { delete event.target.dataset.sent; }, 4000);
  });
  var problem = document.querySelector(".problem");
  if (problem) { problem.focus(); }
})();
