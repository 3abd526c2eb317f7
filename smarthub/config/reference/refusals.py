"""Every refusal as the sources write it: its code, its sentence in Thai and English, and what would pass.

A refusal is made where its rule is, often with values of the moment; so the sources are read, not run.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from smarthub.config.reference.domains import PACKAGE, floors
from smarthub.config.reference.markdown import table

NOT_SAID = {"tests", "migrations", "testing.py"}


@dataclass(frozen=True, order=True)
class Said:
    code: str
    where: str
    sentence: str
    would_pass: str


def page() -> str:
    parts = [
        "# Refusals\n",
        "Why a verb may not happen. The same rule speaks to pages, forms and the API: there its code is `rule`, its "
        "sentence `detail`, what would pass `would_pass`. Values in braces are filled in as people write them.\n",
    ]
    for name in floors():
        if found := sorted(set(refusals_of(name))):
            parts.append(f"## {name}\n")
            parts.append(table(("code", "in Thai", "in English", "what would pass"), map(row, found)))
    return "\n".join(parts)


def row(said: Said) -> tuple[str, str, str, str]:
    would_pass = " · ".join(part for part in (in_thai(said.would_pass), said.would_pass) if part)
    return f"`{said.code}`", in_thai(said.sentence), said.sentence, would_pass


def in_thai(text: str) -> str:
    with translation.override("th"):
        return translation.gettext(text) if text else ""


def refusals_of(name: str) -> Iterator[Said]:
    for path in sorted((PACKAGE / name).rglob("*.py")):
        if NOT_SAID.isdisjoint(path.relative_to(PACKAGE).parts):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                    yield from said_by(node, path.stem)


def said_by(call: ast.Call, where: str) -> Iterator[Said]:
    code = call.args[0]
    if not isinstance(code, ast.Constant):
        return
    passes = next((word.value for word in call.keywords if word.arg == "would_pass"), None)
    ways = texts(passes) if passes else []
    for sentence in texts(call.args[1]) if len(call.args) > 1 else []:
        yield Said(str(code.value), where, sentence, ways[0] if ways else "")


def texts(node: ast.expr) -> list[str]:
    """What `_("…")` says, also where it depends: `_("…") if … else _("…")`."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        return [str(node.args[0].value)]
    return []
