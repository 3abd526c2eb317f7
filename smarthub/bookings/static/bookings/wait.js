// Who keeps the page open sees an offer as soon as it is made: the page asks every few seconds how it stands.
const here = document.querySelector("[data-wait]");
setInterval(async () => {
  if (document.hidden || document.querySelector("form[data-sent]")) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-wait]");
  if (fresh && fresh.dataset.wait !== here.dataset.wait) location.reload();
}, 15_000);
