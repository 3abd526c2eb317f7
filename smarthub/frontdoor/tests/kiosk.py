"""A paired tablet in a real browser: what its stories do with it."""

from typing import Any

from smarthub.bookings.actions.kiosk import make_code
from tests.stories.world import NOON, World

READY = "() => document.documentElement.dataset.ready === 'yes'"
TABLET = {"width": 1024, "height": 768}


def opened(page: Any, world: World) -> Any:
    """A page on a paired tablet."""
    _kiosk, code = make_code(world.hub, name="ประตูหน้า", by=world.host, now=NOON)
    page.set_default_timeout(10_000)
    page.set_viewport_size(TABLET)
    page.goto("/kiosk/")
    page.wait_for_function(READY)
    page.locator("#pairing").fill(code)
    page.keyboard.press("Enter")
    page.locator("[data-screen=welcome]:not([hidden])").wait_for()
    return page


def told(page: Any) -> None:
    """Everything has been sent."""
    page.evaluate(
        """async () => {
          const source = document.querySelector("script[src*='kiosk/kiosk']").src;
          const kept = await import(source.replace(/kiosk([^/]*)\\.js$/, "kept$1.js"));
          for (let tries = 0; tries < 500 && await kept.waiting(); tries++) await new Promise((r) => setTimeout(r, 30));
          if (await kept.waiting()) throw new Error(`${await kept.waiting()} entries are not sent`);
        }"""
    )


def whom_it_expects(page: Any) -> int:
    """How many bookings, when it has just asked the house."""
    return int(
        page.evaluate(
            """async () => {
              const source = document.querySelector("script[src*='kiosk/kiosk']").src;
              const beside = (name) => import(source.replace(/kiosk([^/]*)\\.js$/, `${name}$1.js`));
              const [kept, tell] = [await beside("kept"), await beside("tell")];
              await tell.refresh();
              return (await kept.get("expected")).length;
            }"""
        )
    )


def shown(page: Any, screen: str) -> Any:
    found = page.locator(f"[data-screen={screen}]:not([hidden])")
    found.wait_for()
    return found


def scan(page: Any, text: str) -> None:
    """As a scanner does that is a keyboard: all at once, however busy this machine is."""
    page.evaluate(
        """text => {
          for (const key of [...text, "Enter"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def scan_as_thai(page: Any, text: str) -> None:
    """The same scanner before a tablet that takes it for a Thai keyboard: each key writes something else."""
    page.evaluate(
        """text => {
          const places = { "/": "Slash", "?": "Slash", ".": "Period", "-": "Minus", "_": "Minus", "=": "Equal", ":": "Semicolon" };
          for (const sign of text) {
            const code = places[sign] ?? (/\\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);
            const key = code === "Digit2" ? "/" : "ก", shiftKey = /[A-Z?_:]/.test(sign);
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }));
          }
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }));
        }""",
        text,
    )
