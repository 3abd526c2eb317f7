"""Where a Thai line may end on paper. Typst's own dictionary cuts ผู้|สูงอายุ; this one keeps words whole.

Not newmm: its tree of words holds 70 MB in each process that prints, a set of the same words 8.
"""

import re
from functools import cache

from pythainlp.corpus import thai_words

from smarthub.look.words import whole_words

MAY_BREAK = "\u200b"
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}(?: \u0e46)?")  # a run, with a ๆ that stands apart
_LONGEST = 24  # letters
_LEADS = frozenset("เแโใไ")  # nothing may part these from what follows ...
_FOLLOWS = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ ๆฯ")  # ... or these from what stands before


@cache
def _known() -> frozenset[str]:
    return frozenset(thai_words()) | frozenset(whole_words())


def cut(text: str) -> str:
    """'ผู้สูงอายุเดิน' -> the same with a mark between its words."""
    plain = text.replace(MAY_BREAK, "")
    return _THAI.sub(lambda found: MAY_BREAK + MAY_BREAK.join(words(found[0])) + MAY_BREAK, plain)


def words(run: str) -> list[str]:
    """The fewest words that make up this run of Thai; a syllable that is no word counts as ten."""
    known, end = _known(), len(run)
    # Where a word may begin or end.
    bounds = [0, *(n for n in range(1, end) if run[n] not in _FOLLOWS and run[n - 1] not in _LEADS), end]
    best: list[tuple[int, int]] = [(0, 0)]  # at each bound: the cost so far, and at which bound its last word began
    for at in range(1, len(bounds)):
        ways = [(best[at - 1][0] + (1 if _is_word(run[bounds[at - 1] : bounds[at]], known) else 10), at - 1)]
        for start in range(at - 2, -1, -1):
            if bounds[at] - bounds[start] > _LONGEST:
                break
            if _is_word(run[bounds[start] : bounds[at]], known):
                ways.append((best[start][0] + 1, start))
        best.append(min(ways))
    found: list[str] = []
    at = len(bounds) - 1
    while at:
        start = best[at][1]
        found.append(run[bounds[start] : bounds[at]])
        at = start
    return found[::-1]


def _is_word(text: str, known: frozenset[str]) -> bool:
    return text.rstrip(" ๆฯ") in known
