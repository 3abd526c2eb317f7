// What the tablet keeps: its key, whom it expects, and the numbered queue of what happened. It outlives every crash.

const NAME = "smart-hub-kiosk";
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("queue", { keyPath: "number", autoIncrement: true });
      asked.result.createObjectStore("stuck", { keyPath: "number" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// One transaction: answered when all of it is on the disk, not before.
async function within(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    let found;
    transaction.oncomplete = () => resolve(found?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    found = work(...stores.map((name) => transaction.objectStore(name)));
  });
}

export const get = (name) => within(["kept"], "readonly", (kept) => kept.get(name));
export const set = (name, value) => within(["kept"], "readwrite", (kept) => kept.put(value, name));
export const queue = (most) => within(["queue"], "readonly", (all) => all.getAll(null, most));
export const waiting = () => within(["queue"], "readonly", (all) => all.count());
export const stuck = () => within(["stuck"], "readonly", (all) => all.count());

// The entry and what the tablet knows from then on, both or neither.
export const add = (entry, expected) => within(["queue", "kept"], "readwrite", (all, kept) => {
  if (expected) kept.put(expected, "expected");
  return all.add(entry);
});

export const done = (numbers) => within(["queue"], "readwrite", (all) => { for (const each of numbers) all.delete(each); });

// An entry that the house does not understand must not hold up the others; it is not thrown away either.
export const put_aside = (entry) => within(["queue", "stuck"], "readwrite", (all, aside) => {
  aside.put(entry);
  return all.delete(entry.number);
});
