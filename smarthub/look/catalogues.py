"""Translation catalogues without the gettext binary: one per package, the same bytes from the same sources.

A message is an English text in code or template; its Thai stands in `<package>/locale/th/LC_MESSAGES/django.po`.
There are no dates and no line numbers in the files, so two people who translate do not meet in a merge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from smarthub.look.words import NO_BREAK_SPACE, UNITS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "th"

KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SHOWN = {"tests", "migrations", "locale", "static", "node_modules", "__pycache__"}
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: th\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
# The figure before a unit: a digit, or what a placeholder will be.
UNIT = re.compile(rf"(?:(?<=[0-9๐-๙}}])|(?<=\)[sd])) (?=(?:{UNITS}))")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")

Key = tuple[str | None, str]


class PlainCatalog(Catalog):
    """A Thai catalogue whose header names only what a reader needs: no dates, no programs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", LANGUAGE),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a catalogue from being whole."""

    package: str
    text: str

    def __str__(self) -> str:
        return f"{self.package}: {self.text}"


def packages(root: Path = ROOT) -> list[Path]:
    """Every package of the house that may hold text, in the order of its name."""
    return sorted(path.parent for path in root.glob("*/__init__.py"))


def po_path(package: Path) -> Path:
    return package / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources(package: Path) -> Iterator[Path]:
    """Every file of a package that can hold a message."""
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if (path.suffix == ".py" and not NOT_SHOWN & set(inside.parts)) or (
            path.is_file() and "templates" in inside.parts
        ):
            yield path


def messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    """The messages of one file, with their context and the notes for translators."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Parentheses make the tokenizer ignore the indentation, which in a template means nothing.
        text = f"({templatize(text)}\n)"
    found = extract("python", BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})  # type: ignore[arg-type]
    for _line, message, comments, context in found:
        if message and (not isinstance(message, tuple) or message[0]):
            yield message, context, comments


def wanted(package: Path) -> PlainCatalog:
    """What a package says today, without any Thai."""
    catalog = PlainCatalog(locale=LANGUAGE, fuzzy=False)
    home = package.parent.parent
    for path in sources(package):
        for message, context, comments in messages(path):
            catalog.add(
                message,
                locations=[(path.relative_to(home).as_posix(), None)],  # type: ignore[list-item]
                auto_comments=comments,
                context=context,
            )
    return catalog


def kept(package: Path) -> PlainCatalog:
    """What the package's file holds now."""
    catalog = PlainCatalog(locale=LANGUAGE, fuzzy=False)
    path = po_path(package)
    if path.exists():
        for message in read_po(BytesIO(path.read_bytes()), locale=LANGUAGE):
            if message.id:
                catalog[message.id] = message
    return catalog


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def text_of(message: Message) -> str:
    """The Thai of a message; Thai has one form for every number."""
    if isinstance(message.string, str):
        return message.string
    return message.string[0] if message.string else ""


def real(catalog: Iterable[Message]) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def merged(package: Path, known: dict[Key, str]) -> PlainCatalog:
    """Today's messages with the Thai that the file, or else another package, already has."""
    catalog = wanted(package)
    old = {key_of(message): message for message in real(kept(package))}
    for message in real(catalog):
        key = key_of(message)
        text = text_of(old[key]) if key in old else ""
        if key in old:
            message.user_comments = old[key].user_comments
            if old[key].fuzzy:
                message.flags.add("fuzzy")
        text = text or known.get(key, "")
        message.string = text if isinstance(message.id, str) else (text,)
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as it is written: sorted, unwrapped, without dates."""
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return HEADER.encode() + out.getvalue().strip() + b"\n"


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it, each number bound to its unit by a space at which no line ends."""
    bound = PlainCatalog(locale=LANGUAGE, fuzzy=False)
    for message in real(catalog):
        text = UNIT.sub(NO_BREAK_SPACE, text_of(message))
        bound.add(
            message.id, text if isinstance(message.id, str) else (text,), flags=message.flags, context=message.context
        )
    out = BytesIO()
    write_mo(out, bound)
    return out.getvalue()


def known_thai(root: Path = ROOT) -> dict[Key, str]:
    """Every translation that any package already has."""
    known: dict[Key, str] = {}
    for package in packages(root):
        for message in real(kept(package)):
            if text_of(message) and not message.fuzzy:
                known.setdefault(key_of(message), text_of(message))
    return known


def update(root: Path = ROOT, thai: dict[str, str] | None = None, only: Iterable[str] = ()) -> list[Path]:
    """Bring the catalogues up to date with the sources; `thai` adds or replaces translations. Answers the files changed."""
    changed: list[Path] = []
    known = known_thai(root)
    chosen = set(only)
    for package in packages(root):
        if chosen and package.name not in chosen:
            continue
        catalog = merged(package, known)
        for message in real(catalog):
            text = (thai or {}).get(key_of(message)[1])
            if text:
                message.string = text if isinstance(message.id, str) else (text,)
                message.flags.discard("fuzzy")
        path = po_path(package)
        if not list(real(catalog)):
            for stale in (path, path.with_suffix(".mo")):
                if stale.exists():
                    stale.unlink()
                    changed.append(stale)
            continue
        for target, content in ((path, as_po(catalog)), (path.with_suffix(".mo"), as_mo(catalog))):
            if not target.exists() or target.read_bytes() != content:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                changed.append(target)
    return changed


def problems(root: Path = ROOT) -> list[Problem]:
    """Everything that keeps the catalogues from being whole: missing, unsure, out of date, at odds."""
    found: list[Problem] = []
    said: dict[Key, tuple[str, str]] = {}
    for package in packages(root):
        name = package.name
        catalog = merged(package, {})
        for message in real(catalog):
            key, text = key_of(message), text_of(message)
            if not text:
                found.append(Problem(name, f"no Thai for {key[1]!r}"))
                continue
            if message.fuzzy:
                found.append(Problem(name, f"unsure (fuzzy) Thai for {key[1]!r}"))
            ids = (message.id,) if isinstance(message.id, str) else message.id
            allowed = {part for one in ids for part in PLACEHOLDER.findall(one)}
            needed = set(PLACEHOLDER.findall(ids[-1]))
            inside = set(PLACEHOLDER.findall(text))
            if inside - allowed or needed - inside:
                found.append(Problem(name, f"the Thai of {key[1]!r} has other placeholders: {text!r}"))
            other, other_name = said.setdefault(key, (text, name))
            if other != text:
                found.append(Problem(name, f"{key[1]!r} is {text!r} here and {other!r} in {other_name}"))
        path = po_path(package)
        if list(real(catalog)) and (
            not path.exists()
            or path.read_bytes() != as_po(catalog)
            or not path.with_suffix(".mo").exists()
            or path.with_suffix(".mo").read_bytes() != as_mo(catalog)
        ):
            found.append(Problem(name, "the catalogue is out of date: run ./hub translations"))
    return found


def missing(root: Path = ROOT, only: Iterable[str] = ()) -> dict[str, str]:
    """The messages without Thai, ready to be filled in and given to `update`."""
    chosen = set(only)
    return {
        key_of(message)[1]: ""
        for package in packages(root)
        if not chosen or package.name in chosen
        for message in real(merged(package, known_thai(root)))
        if not text_of(message)
    }


def read_thai(path: Path) -> dict[str, str]:
    """A JSON object of English text to Thai text."""
    return {str(english): str(thai) for english, thai in json.loads(path.read_text(encoding="utf-8")).items()}
