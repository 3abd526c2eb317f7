#!/usr/bin/env python3
"""Takes the pictures of the docs from the running product: a fresh house with the first run's data and a fictional year
(`./hub demo`), its clock stopped at one afternoon, in a real browser. Nothing is painted over. What is seen: scenes.py.

    .venv/bin/python scripts/screenshots.py [--only NAME ...] [--folder FOLDER] [--png]

Writes WebP into docs/images. The names and bookings in them are made up and say so.
"""

import argparse
import base64
import io
import os
import re
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import scenes

ROOT = Path(__file__).resolve().parent.parent
SCALE = "1"  # of the fictional year: lively, and something is free
LARGEST = 200_000  # bytes

HERO = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 16px 20px; display: flex; gap: 24px; align-items: start; background: transparent; }
img { height: 760px; border-radius: 12px; box-shadow: 0 0 0 1px #0003, 0 6px 16px #0004; } img + img { border-radius: 22px; }
</style><img src="%s" alt=""><img src="%s" alt="">"""


class Camera:
    """A browser on the house, and the folder that its pictures go into."""

    def __init__(self, browser: Any, address: str, folder: Path, kind: str, only: list[str]) -> None:
        self.browser, self.address, self.folder, self.kind, self.only = browser, address, folder, kind, only

    def visitor(self, shape: dict[str, Any], *, scheme: str = "light", state: Any = None) -> Any:
        context = self.browser.new_context(
            base_url=self.address,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            color_scheme=scheme,
            reduced_motion="reduce",
            service_workers="block",
            storage_state=state,
            **shape,
        )
        context.set_default_timeout(20_000)
        context.clock.set_fixed_time(scenes.MOMENT)
        return context.new_page()

    def take(self, page: Any, name: str, *, height: int = 0) -> None:
        """`height`: so many points of the page from its top; 0: what the window shows."""
        if self.only and name not in self.only:
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.mouse.move(0, 0)
        window = page.viewport_size
        if height:
            page.set_viewport_size({"width": window["width"], "height": height})
        wish = {"format": self.kind} | ({"quality": 84} if self.kind == "webp" else {})
        shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", wish)
        picture = base64.b64decode(shot["data"])
        page.set_viewport_size(window)
        (self.folder / f"{name}.{self.kind}").write_bytes(picture)
        note = "" if len(picture) < LARGEST or self.kind == "png" else "  TOO LARGE"
        print(f"{name:<24}{len(picture) // 1000:>4} kB{note}", flush=True)

    def picture(self, name: str) -> str:
        data = base64.b64encode((self.folder / f"{name}.{self.kind}").read_bytes()).decode()
        return f"data:image/{self.kind};base64,{data}"


def hero(camera: Camera) -> None:
    """The picture of the README: a desktop and a phone side by side."""
    if camera.only and "hero" not in camera.only:
        return
    page = camera.browser.new_page(viewport={"width": 1165, "height": 796})
    page.set_content(HERO % (camera.picture("book"), camera.picture("phone-hub")))
    page.context.new_cdp_session(page).send(
        "Emulation.setDefaultBackgroundColorOverride", {"color": {"r": 0, "g": 0, "b": 0, "a": 0}}
    )
    camera.take(page, "hero")


# -- the house ---------------------------------------------------------------------------------------------------------


def set_up(data: str, port: int) -> str:
    """A fresh house with a fictional year; the link of its first host."""
    os.environ |= {"SMARTHUB_DATA": data, "PORT": str(port), "SMARTHUB_URL": f"http://127.0.0.1:{port}"}
    for name in ("DATABASE_URL", "EMAIL_URL", "SMARTHUB_DEBUG"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "smarthub.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    said = io.StringIO()
    call_command("prepare", stdout=said)
    call_command("demo", "--scale", SCALE, stdout=io.StringIO())
    found = re.search(r"/me/link/\S+", said.getvalue())
    assert found, said.getvalue()
    return found.group()


def serve(listening: socket.socket) -> Callable[[], None]:
    import uvicorn

    from smarthub.config.asgi import application

    server = uvicorn.Server(uvicorn.Config(application, ws="none", log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)

    def stop() -> None:
        server.should_exit = True
        thread.join(5)

    return stop


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--png", action="store_true", help="PNG in place of WebP")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread

    from smarthub.kit import clock

    with tempfile.TemporaryDirectory() as data, socket.socket() as listening, clock.stopped_at(scenes.MOMENT):
        listening.bind(("127.0.0.1", 0))
        link = set_up(data, port := listening.getsockname()[1])
        stop = serve(listening)
        from playwright.sync_api import sync_playwright

        from tests.browser import launch_arguments

        with sync_playwright() as playwright:
            arguments: dict[str, Any] = launch_arguments()
            arguments["args"] = [*arguments["args"], "--lang=th"]
            arguments["env"] = {**os.environ, **arguments.get("env", {}), "LANGUAGE": "th", "LANG": "th_TH.UTF-8"}
            browser = playwright.chromium.launch(**arguments)
            kind = "png" if asked.png else "webp"
            camera = Camera(browser, f"http://127.0.0.1:{port}", asked.folder, kind, asked.only)
            scenes.visitor(camera)
            scenes.screens(camera)
            scenes.waits(camera)
            scenes.host(camera, link)
            hero(camera)
            browser.close()
        stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
