// Copies what pages need out of node_modules into smarthub/look/static/vendor, with a SHA-256 manifest that a test checks.
//   npm ci --ignore-scripts && npm run vendor
// Running Smart Hub needs neither Node nor this script: its outcome is committed.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const target = join(root, "smarthub", "look", "static", "vendor");

// Our word for a thing -> the name of its drawing in Lucide (ISC).
const ICONS = {
  about: "info", accessible: "accessibility", add: "plus", alert: "triangle-alert", armchair: "armchair",
  back: "arrow-left", bell: "bell", booth: "volume-x", building: "building-2", calendar: "calendar",
  "calendar-add": "calendar-plus", cancel: "calendar-x", card: "id-card", check: "check", clock: "clock",
  close: "x", closed: "lock", coffee: "coffee", copy: "copy", dark: "moon", done: "circle-check",
  door: "door-open", down: "chevron-down", download: "download", edit: "pencil", event: "presentation",
  external: "external-link", failed: "circle-x", forward: "arrow-right", group: "users", held: "hourglass",
  help: "circle-help", home: "house", idea: "lightbulb", info: "info", invite: "user-plus", key: "key-round",
  language: "languages", light: "sun", list: "list", mail: "mail", map: "map", menu: "menu",
  minus: "minus", money: "banknote", more: "ellipsis", network: "waypoints", next: "chevron-right", offline: "wifi-off",
  people: "users", person: "user", phone: "phone", pin: "map-pin", plan: "layout-grid", power: "plug",
  previous: "chevron-left", print: "printer", profile: "circle-user", qr: "qr-code", refresh: "refresh-cw",
  remove: "trash-2", room: "door-open", rules: "scroll-text", search: "search", seat: "armchair", settings: "settings",
  share: "share-2", "sign-in": "log-in", "sign-out": "log-out", startup: "rocket", steps: "footprints",
  system: "monitor", table: "table-2", talk: "message-circle-more", ticket: "ticket", undo: "undo-2", up: "chevron-up",
  walkin: "footprints", wait: "hourglass", wifi: "wifi", workshop: "hammer", grow: "sprout", screen: "tv",
  chart: "chart-column", city: "landmark", partners: "handshake", journal: "book-open", save: "save", filter: "sliders-horizontal",
};

const made = new Map();
const read = (...parts) => readFileSync(join(modules, ...parts));

for (const [family, weights] of [["ibm-plex-sans-thai-looped", [400, 600]], ["sarabun", [400, 700]]]) {
  for (const weight of weights) {
    for (const subset of family === "sarabun" ? ["thai", "latin"] : ["latin"]) {
      const name = `${family}-${subset}-${weight}-normal.woff2`;
      made.set(`fonts/${name}`, read("@fontsource", family, "files", name));
    }
  }
  made.set(`fonts/${family}.OFL.txt`, read("@fontsource", family, "LICENSE"));
}

// What nearly every page is written with: Thai, and the basic Latin letters, without the instructions for coarse screens. Half
// the weight of the originals; the whole Latin subset stays for the rest. The licence (OFL) allows it; a changed font may not
// carry the name, so these files and their family are called "hub".
const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at, 97 + at)).join("");
const MARKS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((each) => !LETTERS.includes(each)).join("") + "\u00a0·×°«»–—‘’“”•…›‹←→✓฿€";
const THAI = "\u02d7\u0303\u0331\u200c\u200d\u25cc" + Array.from({ length: 0x5b }, (_, at) => String.fromCharCode(0xe01 + at)).join("");
// In a Thai page nearly all that is bold is Thai, with spaces and figures between: these come without the bold Latin letters.
for (const [name, subset, weight, letters] of [
  ["hub-basic-latin-400", "latin", 400, LETTERS + MARKS], ["hub-basic-latin-600", "latin", 600, LETTERS], ["hub-marks-600", "latin", 600, MARKS],
  ["hub-thai-400", "thai", 400, THAI], ["hub-thai-600", "thai", 600, THAI],
]) {
  const whole = read("@fontsource", "ibm-plex-sans-thai-looped", "files", `ibm-plex-sans-thai-looped-${subset}-${weight}-normal.woff2`);
  const light = await subsetFont(whole, letters, { targetFormat: "woff2", noLayoutClosure: subset === "latin", noHinting: true });
  made.set(`fonts/${name}.woff2`, light);
}

made.set("htmx.min.js", read("htmx.org", "dist", "htmx.min.js"));
made.set("htmx.LICENSE.txt", read("htmx.org", "LICENSE"));

const symbols = Object.entries(ICONS).sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, drawing]) => {
  const source = read("lucide-static", "icons", `${drawing}.svg`).toString();
  const shapes = source.replace(/<!--[^]*?-->/g, "").replace(/<\/?svg[^>]*>/g, "").replace(/\s*\n\s*/g, "").trim();
  return `<symbol id="${word}" viewBox="0 0 24 24">${shapes}</symbol>`;
});
made.set("icons.svg", Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide, ISC licence: lucide.LICENSE.txt -->\n' + symbols.join("\n") + "\n</svg>\n"));
made.set("lucide.LICENSE.txt", read("lucide-static", "LICENSE"));

rmSync(target, { recursive: true, force: true });
const manifest = {};
for (const [path, content] of [...made].sort(([a], [b]) => (a < b ? -1 : 1))) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), content);
  manifest[path] = createHash("sha256").update(content).digest("hex");
}
// Whole fonts for paper (look/pdf): documents are set by typst, which takes no woff2 and needs Thai and Latin in one file.
const paper = join(root, "smarthub", "look", "pdf", "fonts");
const sheets = new Map();
for (const [folder, name] of [["400Regular", "Sarabun_400Regular.ttf"], ["700Bold", "Sarabun_700Bold.ttf"]]) {
  sheets.set(name, read("@expo-google-fonts", "sarabun", folder, name));
}
sheets.set("sarabun.OFL.txt", read("@expo-google-fonts", "sarabun", "LICENSE_FONT"));
rmSync(paper, { recursive: true, force: true });
mkdirSync(paper, { recursive: true });
const printed = {};
for (const [path, content] of [...sheets].sort(([a], [b]) => (a < b ? -1 : 1))) {
  writeFileSync(join(paper, path), content);
  printed[path] = createHash("sha256").update(content).digest("hex");
}
writeFileSync(join(paper, "manifest.json"), JSON.stringify({ sha256: printed }, null, 2) + "\n");
const versions = Object.fromEntries(["htmx.org", "lucide-static", "@fontsource/ibm-plex-sans-thai-looped", "@fontsource/sarabun"]
  .map((name) => [name, JSON.parse(read(name, "package.json")).version]));
writeFileSync(join(target, "manifest.json"), JSON.stringify({ versions, sha256: manifest }, null, 2) + "\n");
console.log(`${made.size} files, ${Object.keys(ICONS).length} icons -> ${target}`, readdirSync(target).length);
