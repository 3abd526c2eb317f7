"""Texts as vectors: one small interface, so that another reader of meaning can take the place of counting words."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from smarthub.brainstorms.rules.notes.words import terms
from smarthub.brainstorms.rules.opinions.votes import Floats

DIMENSIONS = 20  # of 20, 50 and 100 the one in which short Thai notes were grouped best


class Reader(Protocol):
    """Reads texts: one row of unit length a text (zero where nothing can be said of it); alike texts, alike rows."""

    def __call__(self, texts: Sequence[str], /) -> Floats: ...


def tf_idf(texts: Sequence[str], count: Callable[[str], Counter[str]] = terms) -> tuple[Floats, list[str]]:
    """texts × terms, rows of unit length, and the terms. Frequencies are dampened: 1 + log(tf), 1 + log((1+n)/(1+df))."""
    counted = [count(text) for text in texts]
    names = sorted(set().union(*counted)) if counted else []
    column = {name: n for n, name in enumerate(names)}
    weights = np.zeros((len(texts), len(names)))
    for row, counter in enumerate(counted):
        for name, times in counter.items():
            weights[row, column[name]] = 1 + np.log(times)
    holding = (weights > 0).sum(axis=0)
    weights *= 1 + np.log((1 + len(texts)) / (1 + holding))
    return unit(weights), names


def unit(rows: Floats) -> Floats:
    """Every row of length 1; rows of zero stay."""
    length = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-12), dtype=np.float64)


def reduced(rows: Floats, dimensions: int = DIMENSIONS) -> Floats:
    """The rows in their first `dimensions` singular directions (latent semantic analysis), of unit length again."""
    if not rows.size:
        return np.zeros((len(rows), 1))
    squares, directions = np.linalg.eigh(rows @ rows.T)
    order = np.argsort(-squares)[:dimensions]
    order = order[squares[order] > 1e-9]
    return unit(directions[:, order] * np.sqrt(squares[order])) if len(order) else np.zeros((len(rows), 1))


def by_words(texts: Sequence[str]) -> Floats:
    """The reader that every house has: word counts (newmm), weighted, reduced."""
    return reduced(tf_idf(texts)[0])
