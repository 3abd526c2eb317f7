"""Every package as its own docstring describes it, from the ground up."""

import importlib
import tomllib
from pathlib import Path

from django.conf import settings

from smarthub.config.reference.markdown import paragraphs

PACKAGE = Path(settings.ROOT) / "smarthub"


def floors() -> list[str]:
    """The packages of the house from the ground up, as the import contract in pyproject.toml lists them."""
    contracts = tomllib.loads((Path(settings.ROOT) / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    names = [layer.strip("()") for layer in layers[::-1]]
    return [name for name in names if (PACKAGE / name / "__init__.py").exists()]


def page() -> str:
    parts = [
        "# The floors of the house\n",
        "From the ground up: a floor may import only the floors under it. "
        "[ARCHITECTURE.md](../../ARCHITECTURE.md) says why.\n",
    ]
    for name in floors():
        said = paragraphs(importlib.import_module(f"smarthub.{name}").__doc__)
        about = said.split("\n\nA page:")[0] if name == "look" else said
        parts.append(f"## {name}\n\n{about}\n")
    return "\n".join(parts)
