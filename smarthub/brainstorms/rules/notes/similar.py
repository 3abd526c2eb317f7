"""Notes like the one being written: shown while typing, so that people build on each other."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np

from smarthub.brainstorms.rules.notes.words import terms
from smarthub.brainstorms.rules.opinions.votes import Floats, Ints
from smarthub.kit.thai.text import search_text

SHOWN = 3
ALIKE = 0.25  # cosine under which two notes only share a common word
SAME = 0.9  # from here on very likely the same note twice
MOST_TERMS = 200_000  # of which a shelf begins anew: a room of some thousand notes, changed many times


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
    return Shelf().alike(text, others, most=most, at_least=at_least)


class Shelf:
    """Remembers how texts were counted, so that a room's notes are read once and not at every key that is pressed."""

    def __init__(self) -> None:
        self._by_word, self._by_piece = Counts(terms), Counts(pieces)
        self._lock = Lock()  # pages are answered by several threads

    def alike(self, text: str, others: Sequence[str], *, most: int = SHOWN, at_least: float = ALIKE) -> list[Alike]:
        if not text.strip() or not others:
            return []
        with self._lock:
            likeness = np.round((self._by_word.likeness(text, others) + self._by_piece.likeness(text, others)) / 2, 9)
        order = np.argsort(-likeness, kind="stable")[:most]
        return [Alike(int(n), float(min(likeness[n], 1.0))) for n in order if likeness[n] >= at_least]


class Counts:
    """Texts by the numbers of their terms, each with its dampened frequency (1 + log tf), as tf_idf weighs them."""

    def __init__(self, count: Callable[[str], Counter[str]]) -> None:
        self._count = count
        self._number: dict[str, int] = {}
        self._read: dict[str, tuple[Ints, Floats]] = {}

    def likeness(self, text: str, others: Sequence[str]) -> Floats:
        """The cosine of `text` to each of the others, all weighted by 1 + log((1 + n) / (1 + df)) over all of them."""
        if len(self._number) > MOST_TERMS:
            self._number, self._read = {}, {}
        rows = [self._row(other) for other in (*others, text)]
        terms = np.concatenate([row for row, _ in rows])
        weights = np.concatenate([weight for _, weight in rows])
        owner = np.repeat(np.arange(len(rows)), [len(row) for row, _ in rows])
        holding = np.bincount(terms, minlength=len(self._number))
        weights = weights * (1 + np.log((1 + len(rows)) / (1 + holding[terms])))
        length = np.sqrt(np.bincount(owner, weights**2, minlength=len(rows)))
        asked = np.zeros(len(self._number))
        own = owner == len(others)
        asked[terms[own]] = weights[own]
        products = np.bincount(owner, weights * asked[terms], minlength=len(rows))
        lengths = length[:-1] * length[-1]
        found = np.divide(products[:-1], lengths, out=np.zeros(len(others)), where=lengths > 1e-12)
        return np.asarray(found, dtype=np.float64)

    def _row(self, text: str) -> tuple[Ints, Floats]:
        row = self._read.get(text)
        if row is None:
            counted = self._count(text)
            numbers = [self._number.setdefault(term, len(self._number)) for term in counted]
            times = np.fromiter(counted.values(), dtype=np.float64, count=len(counted))
            row = self._read[text] = np.array(numbers, dtype=np.int64), 1 + np.log(times)
        return row


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[str, ...]:
    plain = "".join(search_text(text).split())
    return tuple(plain[start : start + length] for length in (2, 3, 4) for start in range(len(plain) - length + 1))


def pieces(text: str) -> Counter[str]:
    """Runs of two to four characters, without spaces."""
    return Counter(_pieces(text)) or terms(text)
