// Improves pages that already work without it: nothing here is needed.
(() => {
  "use strict";
  const lock = document.getElementById("lock");
  const minutes = Number(document.documentElement.dataset.idleMinutes || 0);
  const KEPT = "comity-kept"; // addresses of kept forms, never what was typed
  const more = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
  const remember = (addresses) => sessionStorage.setItem(KEPT, JSON.stringify(addresses));

  // What stands typed and unsaved: told by the page itself, or different from what it came with.
  const touched = (field) => {
    if (field.type === "hidden" || field.type === "submit" || !field.name) { return false; }
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (field.options) {
      const came = [...field.options].some((one) => one.defaultSelected);
      return came
        ? [...field.options].some((one) => one.selected !== one.defaultSelected)
        : field.selectedIndex > 0;
    }
    return field.value !== field.defaultValue;
  };
  const unsaved = () =>
    [...document.querySelectorAll("form[data-keep]")].filter(
      (form) => form.dataset.keep === "typed" || [...form.elements].some(touched),
    );

  // The text goes to the node, sealed there; the answer is the address that gives it back.
  const keep = async (form) => {
    const typed = new FormData(form);
    if (form.method === "get") {
      typed.append("change", "1");
      return `${location.pathname}?${new URLSearchParams(typed)}`;
    }
    for (const [name, value] of [...typed]) {
      if (value instanceof File) {
        typed.delete(name);
        if (value.name) { typed.set(name, new File([], value.name)); }
      }
    }
    typed.append("kept-from", form.getAttribute("action") || location.pathname + location.search);
    const answer = await fetch("/keep", { method: "POST", body: typed });
    if (!answer.ok) { throw new Error(String(answer.status)); }
    return answer.redirected
      ? new URL(answer.url).searchParams.get("next") || "/"
      : answer.text();
  };

  // Hidden at once; locked when everything typed is safe; tried again while the node is away.
  let leaving = false;
  const leave = async () => {
    if (leaving) { return; }
    leaving = true;
    document.body.hidden = true;
    try {
      const addresses = [];
      for (const form of unsaved()) { addresses.push(await keep(form)); }
      if (addresses.length) {
        lock.elements.next.value = addresses.shift();
        remember([...addresses, ...more]);
      }
      lock.submit();
    } catch {
      leaving = false;
      setTimeout(leave, 5000);
    }
  };

  if (lock) {
    lock.addEventListener("submit", (event) => {
      if (unsaved().length) { event.preventDefault(); leave(); }
    });
    // Several forms were typed in on one page: each comes back after the one before it.
    if (more.length && !location.pathname.startsWith("/kept/") && !document.querySelector(".problem")) {
      const next = more.shift();
      remember(more);
      location.replace(next);
    }
  }
  if (lock && minutes) {
    let last = Date.now();
    for (const name of ["keydown", "pointerdown", "scroll"]) {
      addEventListener(name, () => { last = Date.now(); }, { passive: true });
    }
    const look = () => { if (Date.now() - last >= minutes * 60000) { leave(); } };
    setInterval(look, 5000);
    document.addEventListener("visibilitychange", look); // a desk that slept
  }

  // A form sent twice by a double click is one form; the server holds that too.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  const problem = document.querySelector(".problem");
  if (problem) { problem.focus(); }
})();
