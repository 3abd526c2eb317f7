// Passkeys: asks the house what is to be signed, lets the device do it, and sends the form with its answer.
// Where the device cannot (no passkeys, no HTTPS, a house without a name), the form stays hidden, and a sentence says so; the other ways stand there.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// By hand, since phones that are a few years old know passkeys but not parseCreationOptionsFromJSON and toJSON.
function asked({ publicKey }) {
  const known = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...(publicKey.excludeCredentials && { excludeCredentials: known(publicKey.excludeCredentials) }),
    ...(publicKey.allowCredentials && { allowCredentials: known(publicKey.allowCredentials) }),
  };
}

function answer(credential) {
  const { response } = credential;
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said, clientExtensionResults: {} });
}

const has = isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);
for (const words of document.querySelectorAll("[data-passkey-none]")) words.hidden = has;
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !has;
  const failed = form.querySelector("[data-passkey-failed]");
  const words = failed.textContent;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    failed.textContent = words;
    try {
      const body = new FormData(form);
      body.set("begin", "1");
      const options = await fetch(form.action, { method: "POST", body }).then((each) => each.json());
      if (options.said) failed.textContent = options.said; // refused, as when it was asked for too often: the sentence says why
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: asked(options) });
      form.elements.credential.value = answer(credential);
      form.submit(); // requestSubmit is missing in Safari 15
    } catch {
      failed.hidden = false;
    }
  });
}
