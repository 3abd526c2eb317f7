"""What we copied from others is what they published, and its licence stands beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from smarthub.look import shell

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
ROOT = VENDOR.parents[3]


def test_the_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text())["sha256"]
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == manifest


def test_the_fonts_for_paper_are_those_of_their_manifest() -> None:
    fonts = VENDOR.parents[1] / "pdf" / "fonts"
    manifest = json.loads((fonts / "manifest.json").read_text())["sha256"]
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in fonts.iterdir()
        if path.name != "manifest.json"
    }
    assert found == manifest


def test_the_versions_are_those_of_the_lock() -> None:
    versions = json.loads((VENDOR / "manifest.json").read_text())["versions"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == versions


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_every_licence_stands_beside_its_files() -> None:
    names = {path.name for path in VENDOR.rglob("*.txt")}
    assert names == {
        "htmx.LICENSE.txt",
        "lucide.LICENSE.txt",
        "ibm-plex-sans-thai-looped.OFL.txt",
        "sarabun.OFL.txt",
    }


def test_a_first_view_with_htmx_stays_under_the_hundred_kilobytes() -> None:
    """All files of a Thai page, compressed, plus 12 kB for the page itself and the headers."""
    static = VENDOR.parent
    files = [*shell.SHELL, "look/css/plan.css", "vendor/htmx.min.js"]
    weight = sum(
        (static / name).stat().st_size
        if name.endswith(".woff2")
        else len(gzip.compress((static / name).read_bytes(), 6))
        for name in files
    )
    assert weight + 12_000 < 100_000
