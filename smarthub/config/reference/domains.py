"""Every package as its own docstring describes it, from the ground up, with its rooms."""

import importlib
import tomllib
from pathlib import Path

from django.conf import settings

from smarthub.config.reference.markdown import paragraphs

PACKAGE = Path(settings.ROOT) / "smarthub"
NOT_ROOMS = {"migrations", "tests", "templates", "static", "locale", "__pycache__"}


def floors() -> list[str]:
    """The packages of the house from the ground up, as the import contract in pyproject.toml lists them."""
    contracts = tomllib.loads((Path(settings.ROOT) / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    names = [layer.strip("()") for layer in layers[::-1]]
    return [name for name in names if (PACKAGE / name / "__init__.py").exists()]


def rooms(name: str) -> list[str]:
    found = [
        path.stem + ("/" if path.is_dir() else ".py")
        for path in (PACKAGE / name).iterdir()
        if not path.name.startswith("_") and path.name not in NOT_ROOMS and (path.suffix == ".py" or holds_code(path))
    ]
    return sorted(found)


def holds_code(path: Path) -> bool:
    return path.is_dir() and any(path.rglob("*.py"))


def page() -> str:
    parts = [
        "# The floors of the house\n",
        "From the ground up: a floor may import only the floors under it. "
        "[ARCHITECTURE.md](../../ARCHITECTURE.md) says why.\n",
    ]
    for name in floors():
        said = paragraphs(importlib.import_module(f"smarthub.{name}").__doc__)
        about = said.split("\n\nA page:")[0] if name == "look" else said
        parts.append(f"## {name}\n\n{about}\n\nRooms: {', '.join(f'`{room}`' for room in rooms(name))}\n")
    return "\n".join(parts)
