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

// The day chosen is in sight, wherever it stands in the row.
const sight = () => document.querySelector(".days [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
sight();

function show(form, page) {
  for (const field of form.querySelectorAll("select")) { // another day has other hours
    field.innerHTML = page.querySelector(`[data-live-form] [name="${field.name}"]`).innerHTML;
  }
  const day = page.querySelector("[data-live-form] [name=date]");
  if (day) form.elements.date.value = day.value; // however it was typed, it is shown in one way
  for (const notice of document.querySelectorAll("main > .notice")) notice.remove(); // it spoke of the wish before
  document.querySelector(".days").replaceWith(page.querySelector(".days"));
  sight();
  put(page.getElementById("found"));
}

// In place of what was found before. What had the focus or was open stays so; a change is said, politely.
function put(fresh) {
  const old = document.getElementById("found");
  const focused = old.contains(document.activeElement) && document.activeElement;
  const { open } = old.querySelector("details") ?? {};
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // as other modules know it: new parts are here
  if (open) fresh.querySelector("details")?.setAttribute("open", "");
  if (focused) {
    const same = [...fresh.querySelectorAll(focused.localName)].find((each) => each.value ? each.value === focused.value
      : each.href?.baseVal === focused.href?.baseVal && each.textContent === focused.textContent);
    fresh.tabIndex = -1;
    (same ?? fresh).focus({ preventScroll: true });
  }
  if (fresh.dataset.count !== old.dataset.count || fresh.dataset.live !== old.dataset.live) {
    document.dispatchEvent(new CustomEvent("say", { detail: fresh.dataset.said }));
  }
}

// What is free is asked anew every few seconds, while somebody looks.
setInterval(async () => {
  const before = document.getElementById("found");
  if (document.hidden || before.querySelector("form[data-sent]")) return;
  const answer = await fetch(before.dataset.live, { headers: { "HX-Target": "found" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("found");
  if (fresh && before.isConnected && !before.querySelector("form[data-sent]")) put(fresh);
}, 15_000);

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
