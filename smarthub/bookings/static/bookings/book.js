// Comfort for the page where people choose: without this module everything works by buttons and links.

// A changed wish is shown at once and in place: focus and reading stay where they are. The button that shows it is then
// not needed.
for (const form of document.querySelectorAll("form[data-live-form]")) {
  form.querySelector(".wish__send").hidden = true;
  let turn = 0; // of what has been asked, only the newest answer counts
  form.addEventListener("change", () => {
    const mine = ++turn;
    setTimeout(async () => {
      if (mine !== turn || !form.checkValidity()) return;
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      const answer = await fetch(address).catch(() => null);
      const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      if (!page || !page.getElementById("found")) { location.assign(address); return; }
      show(form, page);
      history.replaceState(null, "", address);
    }, 350);
  });
}

function show(form, page) {
  for (const field of form.querySelectorAll("select")) { // another day has other hours
    field.innerHTML = page.querySelector(`[data-live-form] [name="${field.name}"]`).innerHTML;
  }
  for (const notice of document.querySelectorAll("main > .notice")) notice.remove(); // it spoke of the wish before
  for (const part of [".days", "#found"]) document.querySelector(part).replaceWith(page.querySelector(part));
  const found = document.getElementById("found");
  window.htmx?.process(found);
  document.dispatchEvent(new CustomEvent("say", { detail: found.dataset.said }));
}

// On the plan a free place leads to its button in the list; here it presses it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("svg a[href^='#at-']");
  const button = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
  if (!button) return;
  event.preventDefault();
  button.click();
});

// In a group of seats the arrow keys move; Enter takes.
document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const list = step && event.target.closest?.(".seats, .offers");
  if (!list) return;
  const buttons = [...list.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

// What is free is asked anew every few seconds; a change is said, politely.
let before = null;
document.addEventListener("htmx:beforeSwap", () => {
  const found = document.getElementById("found");
  before = found && { count: found.dataset.count, open: found.querySelector("details")?.open };
});
document.addEventListener("htmx:afterSwap", () => {
  const found = document.getElementById("found");
  if (!found || !before) return;
  if (before.open && found.querySelector("details")) found.querySelector("details").open = true;
  if (found.dataset.count !== before.count) document.dispatchEvent(new CustomEvent("say", { detail: found.dataset.said }));
});
