// Shows how far two large files have been sent. Without this module the form sends them all the same.

const form = document.querySelector("[data-bring]");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const box = form.querySelector("[data-progress]"), bar = box.querySelector("progress"), said = box.querySelector("[data-said]");
  const button = form.querySelector(".button");
  const request = new XMLHttpRequest();
  box.hidden = false;
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  said.textContent = form.dataset.sending;
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = total ? Math.round((100 * loaded) / total) : 0; });
  request.upload.addEventListener("load", () => { bar.removeAttribute("value"); said.textContent = form.dataset.reading; });
  request.addEventListener("load", () => {
    if (request.status < 400) { location.assign(request.responseURL); return; }
    const main = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (!main) { fail(); return; }
    document.querySelector("main").replaceWith(main); // with the line that is wrong
    main.querySelector("[data-bring]")?.setAttribute("data-sent", "");
    main.focus();
  });
  request.addEventListener("error", fail);
  request.open("POST", location.pathname);
  request.send(new FormData(form));

  function fail() {
    said.textContent = form.dataset.failed;
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
});
