// Shows notes like the one being typed, once nobody has typed for a moment. It listens on the page, so forms may come and
// go: a form with a text and a place marked data-similar="address" is all it needs.

const PAUSE = 500, SHORTEST = 6, LONGEST = 300;
let timer = 0, asking = null;

const place = (event) => event.target.form?.querySelector("[data-similar]") ?? event.target.querySelector?.("[data-similar]");

function still() {
  clearTimeout(timer);
  asking?.abort();
}

async function look(where, text) {
  asking = new AbortController();
  try {
    const address = `${where.dataset.similar}?${new URLSearchParams({ text: text.slice(0, LONGEST) })}`;
    const answer = await fetch(address, { signal: asking.signal });
    if (answer.ok) where.innerHTML = await answer.text(); // our own page's, escaped by the server
  } catch {
    // No line, or something newer is being typed: then there is no hint, and nothing else is lost.
  }
}

document.addEventListener("input", (event) => {
  const where = event.target.name === "text" && place(event);
  if (!where) return;
  still();
  const text = event.target.value.trim();
  if (text.length < SHORTEST) where.replaceChildren();
  else timer = setTimeout(() => look(where, text), PAUSE);
});

document.addEventListener("submit", (event) => {
  const where = place(event);
  if (!where) return;
  still();
  where.replaceChildren();
}, true);
