"""The floors as pyproject.toml lists them, and the files of the tree, for the house tests."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "smarthub"


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contract(name: str) -> dict[str, Any]:
    return next(one for one in project()["tool"]["importlinter"]["contracts"] if one["id"] == name)


@cache
def floors() -> list[str]:
    """From the ground up: kit is 0. A name in brackets may not be built yet."""
    layers = [layer.strip("()") for layer in contract("floors")["layers"]]
    return layers[::-1]


def floor(name: str) -> int | None:
    """How high a package of ours stands; None for a name that is not a floor."""
    return floors().index(name) if name in floors() else None


def is_higher(name: str, than: str) -> bool:
    mine, theirs = floor(than), floor(name)
    return mine is not None and theirs is not None and theirs > mine


def packages() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


@cache
def files() -> list[Path]:
    """What git keeps and what it would keep if it were added."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for name in sorted(set(listed)) if (path := ROOT / name).is_file()]


def templates() -> list[Path]:
    return [path for path in files() if re.match(r"smarthub/\w+/templates/", str(path.relative_to(ROOT)))]


def where(path: Path) -> str:
    return str(path.relative_to(ROOT))
