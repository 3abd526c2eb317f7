// On every page. Nothing here is needed to use a page: it is comfort.

// Safari before 15.4 does not say which button sent a form: it is the one that was pressed last, and Enter presses, too.
if (!("submitter" in (globalThis.SubmitEvent ?? Event).prototype)) {
  let pressed = null;
  addEventListener("click", (event) => { pressed = event.target.closest?.("button, input[type=submit]") ?? pressed; }, true);
  const submitter = { configurable: true, get() { return this.type === "submit" && pressed?.form === this.target ? pressed : null; } };
  Object.defineProperty(Event.prototype, "submitter", submitter);
}

// Light, dark or as the device says: pressed buttons change the page at once; without this module the form posts and comes back.
{
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".theme button[name=theme]");
    if (!button) return;
    event.preventDefault();
    const { value } = button;
    if (value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
    document.cookie = `theme=${value};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
    for (const each of button.form.elements) each.setAttribute("aria-pressed", String(each === button));
  });
}

// A row of tabs that is wider than the page shows the one that is open.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const row = here.closest(".tabs");
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.clientWidth) / 2;
}

// Says something politely to screen readers: document.dispatchEvent(new CustomEvent("say", { detail: "…" })).
// Shows a short text to eyes as well with { detail: { text, toast: true } }.
{
  const region = document.querySelector("[data-live]");

  document.addEventListener("say", ({ detail }) => {
    if (!region) return;
    const { text, toast = false } = typeof detail === "string" ? { text: detail } : detail;
    region.classList.toggle("toast", toast);
    region.classList.toggle("visually-hidden", !toast);
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 50);
    if (toast) setTimeout(() => { region.textContent = ""; }, 4000);
  });
}

// Registers the service worker, which keeps only the shell: style, fonts, icons and the page that says you are offline.
{
  if ("serviceWorker" in navigator && isSecureContext) {
    const register = () => navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => {});
    if (document.readyState === "complete") register(); else addEventListener("load", register, { once: true });
  }
}

// Keeps names and loanwords whole where a line ends: browsers' Thai dictionaries split เช็กอิน after เช็.
// The list is the project's own (thai-words.txt); each word becomes a <span class="word">, which changes no name that is read aloud.
{
  const address = document.querySelector("meta[name=look-words]")?.content;
  const SKIP = "script, style, textarea, option, svg, code, .word, [contenteditable]";

  const bind = (root, pattern) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      pattern.lastIndex = 0;
      if (pattern.test(node.data) && !node.parentElement.closest(SKIP)) found.push(node);
    }
    for (const node of found) {
      const parts = node.data.split(pattern).map((part, index) => {
        if (index % 2 === 0) return part;
        const span = document.createElement("span");
        span.className = "word";
        span.textContent = part;
        return span;
      });
      // In a flex box or grid each piece would become an item of its own: there one more span holds them together.
      if (/flex|grid/.test(getComputedStyle(node.parentElement).display)) {
        const whole = document.createElement("span");
        whole.append(...parts);
        node.replaceWith(whole);
      } else {
        node.replaceWith(...parts);
      }
    }
  };

  if (address && document.documentElement.lang === "th") {
    const answer = await fetch(address).catch(() => null); // without network lines end where they end
    if (answer?.ok) {
      const pattern = new RegExp(`(${(await answer.json()).join("|")})`, "g");
      bind(document.body, pattern);
      document.addEventListener("htmx:load", (event) => bind(event.target, pattern));
    }
  }
}
