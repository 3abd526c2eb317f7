// Forms and what stands in them. Every form works without this module.

// A form is sent once, says that it is on its way, and keeps what was typed if the page is left by mistake.
{
  const drafts = (form) => `draft:${location.pathname}:${form.id || form.action}`;
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !field.hasAttribute("data-never-keep"));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.dataset.sent === "yes") { event.preventDefault(); return; }
    if (form.method !== "post") return;
    form.dataset.sent = "yes";
    (event.submitter ?? form.querySelector("[type=submit], button:not([type])"))?.setAttribute("aria-busy", "true");
    if (form.hasAttribute("data-keep")) sessionStorage.removeItem(drafts(form));
    setTimeout(() => rest(document), 10_000); // the answer was a file, or never came: the form may be sent again
  });

  // Back from the next page, or answered by htmx: the form may be sent again.
  const rest = (root) => {
    for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of root.querySelectorAll("form [aria-busy=true]")) button.removeAttribute("aria-busy");
  };
  addEventListener("pageshow", () => rest(document));
  document.addEventListener("htmx:afterRequest", () => rest(document));

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.hasAttribute("data-keep")) return;
    const values = kept(form).map((field) => [field.name, field.value, field.checked ?? null]);
    try { sessionStorage.setItem(drafts(form), JSON.stringify(values)); } catch { /* storage is full or closed: nothing is lost but comfort */ }
  });

  for (const form of document.querySelectorAll("form[data-keep]")) {
    if (form.querySelector("[aria-invalid=true]")) continue; // the server has kept everything already
    let values = [];
    try { values = JSON.parse(sessionStorage.getItem(drafts(form)) ?? "[]"); } catch { continue; }
    for (const [name, value, checked] of values) {
      for (const field of kept(form)) {
        if (field.name !== name) continue;
        if (field.type === "checkbox" || field.type === "radio") { if (field.value === value) field.checked = checked; }
        else if (!field.value) field.value = value;
      }
    }
  }

  // A page that came back with errors begins at the summary of them.
  document.querySelector("[data-errors]")?.focus();
}

// Minus and plus beside a number; without this module the number field stands alone and works.
{
  const wake = (root) => {
    for (const stepper of root.querySelectorAll(".stepper:not(.is-live)")) {
      stepper.classList.add("is-live");
      for (const button of stepper.querySelectorAll("button[data-step]")) button.hidden = false;
    }
  };
  wake(document);
  document.addEventListener("htmx:load", (event) => wake(event.target));

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".stepper button[data-step]");
    if (!button) return;
    const field = button.parentElement.querySelector("input");
    if (button.dataset.step === "1") field.stepUp(); else field.stepDown();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    document.dispatchEvent(new CustomEvent("say", { detail: field.value }));
  });
}

// Counts a hold down to the second. The server's own clock decides; the page's only shows.
// <div data-countdown data-until="ISO time" data-now="ISO time of the server" data-soon="…" data-over="…" [data-reload]>
{
  const two = (number) => String(number).padStart(2, "0");

  const start = (box) => {
    if (box.dataset.running) return;
    box.dataset.running = "yes";
    const skew = box.dataset.now ? Date.parse(box.dataset.now) - Date.now() : 0;
    const until = Date.parse(box.dataset.until);
    const shown = box.querySelector(".countdown__left");
    const bar = box.querySelector("progress");
    let warned = false;
    const tick = () => {
      if (!box.isConnected) return;
      const left = Math.max(0, Math.ceil((until - Date.now() - skew) / 1000));
      shown.textContent = `${Math.floor(left / 60)}:${two(left % 60)}`;
      if (bar) bar.value = left;
      if (left <= 60 && left > 0 && !warned) {
        warned = true;
        document.dispatchEvent(new CustomEvent("say", { detail: box.dataset.soon ?? "" }));
      }
      if (left === 0) {
        box.classList.add("is-over");
        const text = box.querySelector(".countdown__text");
        if (text && box.dataset.over) text.textContent = box.dataset.over;
        document.dispatchEvent(new CustomEvent("say", { detail: box.dataset.over ?? "" }));
        box.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
        if (box.hasAttribute("data-reload")) location.reload();
        return;
      }
      setTimeout(tick, 1000 - ((Date.now() + skew) % 1000) + 5);
    };
    tick();
  };

  const wake = (root) => { for (const box of root.querySelectorAll("[data-countdown]")) start(box); };
  wake(document);
  document.addEventListener("htmx:load", (event) => wake(event.target.parentElement ?? event.target));
}

// Copy a text, or share it where the phone can. Buttons are hidden until this module has said that it can do it.
// <button type="button" hidden data-copy="text" data-copied="Copied">   <button type="button" hidden data-share="https://…" data-title="…">
{
  const wake = (root) => {
    for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    for (const button of root.querySelectorAll("[data-share]")) button.hidden = !navigator.share;
    for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
  };
  wake(document);
  document.addEventListener("htmx:load", (event) => wake(event.target));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy], [data-share], [data-print], [data-dialog], [data-close]");
    if (!button) return;
    const { copy, copied, share, title, dialog } = button.dataset;
    if (copy !== undefined) {
      await navigator.clipboard.writeText(copy);
      document.dispatchEvent(new CustomEvent("say", { detail: { text: copied ?? "", toast: true } }));
    } else if (share !== undefined) {
      await navigator.share({ url: share, title }).catch(() => {});
    } else if (button.hasAttribute("data-print")) {
      print();
    } else if (dialog !== undefined) {
      const box = document.getElementById(dialog);
      if (box?.showModal) { event.preventDefault(); box.showModal(); }
    } else {
      button.closest("dialog")?.close();
    }
  });
}
