// Sends commands to a room. Each carries a mark of its own, so it may be sent again until it is known to have arrived.
//   await send("/api/v1/brainstorms/CODE/commands", [{ id: mark(), type: "note", text: "…" }])
// Answers { results } with one of each command, else { again: true, wait } for what may pass later (no network, a server that
// restarts, too many at once), else { detail } for what never will.

// crypto.randomUUID is only there over https; a hub may be tried on a plain address.
export function mark() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((each, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + each.toString(16).padStart(2, "0")).join("");
}

export const proof = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export async function send(address, commands) {
  const body = JSON.stringify({ commands });
  let answer, said;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": proof(), "Accept-Language": document.documentElement.lang },
      body,
      keepalive: body.length < 20_000, // what was sent while the page is left still arrives
      signal: AbortSignal.timeout?.(15_000),
    });
    said = await answer.json();
  } catch { return { again: true }; }
  if (said.results) return { results: said.results };
  if (answer.status === 403) return { again: true, proof: true }; // the page's proof is old: it has to be fetched anew
  if (answer.status === 400 || answer.status === 422) return { detail: said.detail ?? said.title ?? "" };
  return { again: true, wait: Number(answer.headers.get("Retry-After")) * 1000, gone: answer.status === 404 };
}
