"""Small cells are hidden: one anonymous vote from a one-person group is not anonymous.

A cell is a figure split by sector, group or organisation; the total of a room is none.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

FEWEST = 5  # people in a cell that is shown
K = TypeVar("K", bound=Hashable)


def hidden(counts: Sequence[int]) -> tuple[bool, ...]:
    """Which cells of one row are hidden, when the row's total is known.

    Those under 5 people; and because a single hidden cell is the total less the others, the next smallest is hidden
    with it. So are further ones while all hidden cells together hold fewer than 5 people. Of equal cells the first.
    An empty cell is a small one, too: that nobody of a sector voted is also told about somebody.
    """
    order = sorted(range(len(counts)), key=lambda n: (counts[n], n))
    covered: list[int] = [n for n in order if counts[n] < FEWEST]
    if covered:
        for n in order[len(covered) :]:
            if len(covered) > 1 and sum(counts[m] for m in covered) >= FEWEST:
                break
            covered.append(n)
    return tuple(n in covered for n in range(len(counts)))


def shown(cells: Mapping[K, int]) -> dict[K, int | None]:
    """The same cells, None for those that are hidden."""
    return {
        name: None if covered else count
        for (name, count), covered in zip(cells.items(), hidden(list(cells.values())), strict=True)
    }
