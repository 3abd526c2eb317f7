// What is shown to the tablet: a QR before the camera, a scanner that types, a code or number typed by hand.

const hex = (bytes) => [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, "0")).join("");
const sha = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

const link_in = (text) => text.match(/\/bookings\/([0-9a-z]{8})(?:[/?.]|$)/)?.[1];
const guest_in = (text) => text.match(/\/guests\/([0-9a-z]{8})(?:[/?.]|$)/)?.[1];
const card_in = (text) => text.split("?")[0].match(/(?:^|\/c\/)([A-Za-z0-9_-]{24})\/?$/)?.[1];
const code_in = (text) => text.toLowerCase().replace(/[\s-]/g, "").match(/^[0-9a-z]{8}$/)?.[0];

// A link, a card, a code with a letter in it: who shows it was given it. A number many know.
export const is_own = (said) => Boolean(link_in(said.trim()) ?? guest_in(said.trim()) ?? card_in(said.trim()) ?? code_in(said)?.match(/[a-z]/));

// The same words as the house has for it (bookings/queries/kiosk.py). A phone number has none: the house is asked.
export async function marks(kiosk, said) {
  if (!crypto.subtle) return []; // an address without https: the house is asked instead
  const text = said.trim();
  const found = [];
  const link = link_in(text), card = card_in(text), code = code_in(text);
  if (link) found.push(link);
  else if (card) found.push(await sha(card));
  else if (code) found.push(code);
  return Promise.all(found.map(async (what) => (await sha(`${kiosk} ${what}`)).slice(0, 32)));
}

// A scanner is a keyboard that types faster than any hand, and ends with Enter. It presses the keys of an English keyboard;
// where the tablet takes them for a Thai one, what was meant is known by where they are.
export function listen(heard) {
  let typed = "", placed = "", last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - last > 120) typed = placed = "";
    last = event.timeStamp;
    if (event.key === "Enter" && typed.length > 5) {
      event.preventDefault();
      heard(/[\u0e00-\u0e7f]/.test(typed) ? placed : typed);
      typed = placed = "";
    } else if (event.key.length === 1) { typed += event.key; placed += in_place(event); }
  }, true);
}

const SIGNS = { Slash: "/?", Period: ".>", Minus: "-_", Equal: "=+", Semicolon: ";:", Digit7: "7&" };
function in_place({ code, shiftKey }) {
  if (SIGNS[code]) return SIGNS[code][Number(shiftKey)];
  const name = code.replace(/^(Key|Digit|Numpad)/, "");
  return shiftKey ? name : name.toLowerCase();
}

let stream = null;
export const canSee = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices);

export async function look(video, seen) {
  if (!canSee()) return;
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    while (stream?.active) {
      const [code] = await detector.detect(video).catch(() => []);
      if (code?.rawValue) { seen(code.rawValue); return; }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } catch { video.hidden = true; } // no camera, or it was not allowed: the code can be typed
}

export function away(video) {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  video.hidden = true;
  video.srcObject = null;
}
