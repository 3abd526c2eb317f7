"""A refusal is a value: a code for programs, a sentence for people in Thai and English, and what would pass."""

from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from smarthub.kit.words import say

Text = str | Promise


class Refusal:
    """Why a verb may not happen now.

    `text` and `would_pass` are lazily translated and may name `{values}`, which are shown as people write them:
    a moment as a local clock time, a length as minutes or hours, satang (names ending in `_satang`) as baht.
    """

    __slots__ = ("code", "text", "values", "would_pass_text")

    def __init__(self, code: str, text: Text, *, would_pass: Text | None = None, **values: Any) -> None:
        self.code = code
        self.text = text
        self.would_pass_text = would_pass
        self.values = values

    @property
    def sentence(self) -> str:
        """The reason, in the active language."""
        return say(self.text, self.values)

    @property
    def would_pass(self) -> str | None:
        """What the person could do instead, in the active language."""
        return say(self.would_pass_text, self.values) if self.would_pass_text else None

    @property
    def in_full(self) -> str:
        """The reason and what would pass, for where there is room for one text only."""
        return f"{self.sentence} {self.would_pass or ''}".strip()

    def in_language(self, language: str) -> str:
        with translation.override(language):
            return self.sentence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"<Refusal {self.code}: {self.in_language('en')}>"


class Refused(Exception):
    """The only error a verb raises on purpose. Nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
