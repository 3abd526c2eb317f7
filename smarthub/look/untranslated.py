"""Finds visible words that a template says in one language only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

WORD = re.compile(r"[A-Za-z]{2,}|[\u0e00-\u0e7f]+")
ENTITY = re.compile(r"&#?\w+;")
SPOKEN = {"title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label", "summary"}
SILENT = {"script", "style", "code", "kbd", "samp"}
ATTRIBUTES = re.compile(r"block \w+_(class|attributes)")  # blocks that stand inside a tag of the page they extend
VOID = set("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True)
class Spoken:
    """Words that stand outside a translation."""

    line: int
    words: str


class Reader(HTMLParser):
    """Reads the page as a screen reader would.

    An element that itself says `lang="th"`, `lang="en"` or `translate="no"` means its words as they are: a proper name,
    the other language's name, the page that must work when nothing else does.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Spoken] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def quiet(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def say(self, text: str) -> None:
        text = ENTITY.sub(" ", text)
        if not self.quiet and WORD.search(text):
            self.found.append(Spoken(self.getpos()[0], " ".join(text.split())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        quiet = self.quiet or tag in SILENT or given.get("translate") == "no" or given.get("lang") in {"th", "en"}
        self.open.append((tag, quiet))
        for name in SPOKEN & given.keys():
            self.say(given[name])
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.say(given.get("value", ""))
        if tag == "meta" and given.get("name") == "description":
            self.say(given.get("content", ""))
        if tag in VOID:
            self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.say(data)


def without_tags(source: str) -> str:
    """The template's own text: what Django would write or translate is blanked, the lines stay."""
    out: list[str] = []
    skip = ""
    for token in Lexer(source).tokenize():
        lines = "\n" * token.contents.count("\n")
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split(None, 1)[0] if token.contents.strip() else ""
            if skip:
                skip = "" if name == skip else skip
            elif name in {"blocktranslate", "blocktrans", "comment"}:
                skip = f"end{name}"
            elif ATTRIBUTES.fullmatch(token.contents):
                skip = "endblock"
            out.append(lines)
        elif token.token_type == TokenType.TEXT and not skip:
            out.append(token.contents)
        else:
            out.append(lines)
    return "".join(out)


def hard_coded(path: Path) -> Iterator[Spoken]:
    """The words of a template that nobody can translate."""
    text = without_tags(path.read_text(encoding="utf-8"))
    if path.suffix == ".html":
        reader = Reader()
        reader.feed(text)
        reader.close()
        yield from reader.found
    elif path.suffix == ".txt":
        for number, line in enumerate(text.splitlines(), 1):
            if WORD.search(line):
                yield Spoken(number, line.strip())
