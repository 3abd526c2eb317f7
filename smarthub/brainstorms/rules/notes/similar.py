"""Notes like the one being written: shown while typing, so that people build on each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from smarthub.brainstorms.rules.notes.vectors import tf_idf
from smarthub.brainstorms.rules.notes.words import terms
from smarthub.kit.thai.text import search_text

SHOWN = 3
ALIKE = 0.25  # cosine under which two notes only share a common word
SAME = 0.9  # from here on very likely the same note twice


@dataclass(frozen=True, slots=True)
class Alike:
    """A note by its position, and how much it is like the asked one: 0 to 1."""

    note: int
    likeness: float

    @property
    def is_same(self) -> bool:
        return self.likeness >= SAME


def alike(text: str, others: Sequence[str], *, most: int = SHOWN, at_least: float = ALIKE) -> list[Alike]:
    """The notes most like `text`, best first; half by whole words, half by pieces of words (typing errors, endings)."""
    if not text.strip() or not others:
        return []
    asked = [*others, text]
    by_word, by_piece = tf_idf(asked)[0], tf_idf(asked, pieces)[0]
    likeness = np.round((by_word[:-1] @ by_word[-1] + by_piece[:-1] @ by_piece[-1]) / 2, 9)
    order = np.argsort(-likeness, kind="stable")[:most]
    return [Alike(int(n), float(min(likeness[n], 1.0))) for n in order if likeness[n] >= at_least]


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[str, ...]:
    plain = "".join(search_text(text).split())
    return tuple(plain[start : start + length] for length in (2, 3, 4) for start in range(len(plain) - length + 1))


def pieces(text: str) -> Counter[str]:
    """Runs of two to four characters, without spaces."""
    return Counter(_pieces(text)) or terms(text)
