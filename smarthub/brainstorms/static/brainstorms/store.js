// What this phone keeps by itself (IndexedDB): commands that are not known to have arrived, and each room as last seen.

let opening = null;

function opened() {
  return (opening ??= new Promise((yes, no) => {
    const asked = indexedDB.open("brainstorms", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("commands", { keyPath: "order", autoIncrement: true }).createIndex("room", "room");
      asked.result.createObjectStore("rooms", { keyPath: "room" });
    };
    asked.onsuccess = () => {
      asked.result.onclose = asked.result.onversionchange = () => { asked.result.close(); opening = null; };
      yes(asked.result);
    };
    asked.onerror = asked.onblocked = () => no(asked.error);
  }));
}

// A phone that slept may have lost the database under us: the second time it is opened anew.
export async function keep(name, mode, ask) {
  for (let turn = 1; ; turn += 1) {
    try {
      const database = await opened();
      return await new Promise((yes, no) => {
        const doing = database.transaction(name, mode, { durability: "strict" });
        const asked = ask(doing.objectStore(name));
        doing.oncomplete = () => yes(asked?.result);
        doing.onerror = doing.onabort = () => no(doing.error);
      });
    } catch (error) {
      opening = null;
      if (turn === 2) throw error;
    }
  }
}
