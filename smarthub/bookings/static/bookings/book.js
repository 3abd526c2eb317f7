// Comfort for the page where people choose: without this module everything works by buttons and links.

// A changed wish is shown at once; the button that shows it is then not needed.
for (const form of document.querySelectorAll("form[data-live-form]")) {
  form.querySelector(".wish__send").hidden = true;
  let soon = 0;
  form.addEventListener("change", () => {
    clearTimeout(soon);
    soon = setTimeout(() => { if (form.checkValidity()) form.requestSubmit(); }, 350);
  });
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
