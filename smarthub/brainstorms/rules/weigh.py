"""What a room's opinions amount to, in the form in which it is told: figures of fewer than five people are not."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from smarthub.brainstorms.rules.drawing import Drawing, asked_in_order, places_of
from smarthub.brainstorms.rules.opinions.cells import FEWEST
from smarthub.brainstorms.rules.opinions.consensus import Sectors, across_sectors, group_informed
from smarthub.brainstorms.rules.opinions.groups import OUTSIDE, Map, draw
from smarthub.brainstorms.rules.opinions.representative import Majority, Representative, majority, representative
from smarthub.brainstorms.rules.opinions.signal import Signal, is_due, why_not_map, why_not_measure
from smarthub.brainstorms.rules.opinions.tallies import Tallies, tally, tally_all
from smarthub.brainstorms.rules.opinions.votes import Floats, Votes
from smarthub.partners.models import Sector

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Weighed:
    """`groups` by person, empty where no groups are shown; `is_due`: the test against chance is to be run (anew)."""

    found: Shown
    groups: dict[Hashable, int]
    drawing: Drawing
    is_due: bool


def weigh(
    votes: Votes,
    sector_of: Mapping[Any, str],
    *,
    signal: Signal | None = None,
    last: Drawing | None = None,
) -> Weighed:
    """Groups only where they were found to differ from chance (`signal`); else `why` not, in both languages."""
    last = last or Drawing()
    drawn = draw(votes, already=last.inside, steady=last.steady, before=last.inside)
    places, turned = places_of(drawn, last.places)
    inside = {p: int(group) for p, group, is_in in zip(votes.people, drawn.groups, drawn.inside, strict=True) if is_in}
    drawing = Drawing(inside, drawn.steady, places, asked_in_order(votes, drawn))
    refusal = why_not_map(drawn, signal)
    found: Shown = {
        "groups": None,
        "why": {language: refusal.in_language(language) for language in ("th", "en")} if refusal else None,
        "map": None,
        "representative": None,
        "majority": {side: [_most(one) for one in many] for side, many in majority(votes).items()},
        "consensus": None,
        "across_sectors": [
            _across(one) for one in across_sectors(votes, [sector_of.get(p) or None for p in votes.people])
        ],
    }
    may_be_measured = why_not_measure(drawn) is None and is_due(votes, signal)
    if refusal:
        return Weighed(found, {}, drawing, may_be_measured)
    counts = tally(votes, drawn.groups, drawn.k)
    found["groups"] = [{"id": group, "members": size} for group, size in enumerate(drawn.sizes)]
    found["map"] = [_area(drawn, group, places[group], turned) for group in range(drawn.k)]
    found["representative"] = _representative(votes, counts)
    found["consensus"] = _consensus(votes, counts, Counter(each["statement"] for each in found["representative"]))
    return Weighed(found, {p: g for p, g in inside.items() if g != OUTSIDE}, drawing, may_be_measured)


def _representative(votes: Votes, counts: Tallies) -> list[Shown]:
    """What stands for each group; without those of which the figures may not be told, as the side alone tells on them."""
    chosen = representative(votes, counts)
    column = {name: n for n, name in enumerate(votes.statements)}
    everybody = tally_all(votes).seen[0]
    naming: dict[Hashable, list[int]] = {}
    for group, statements in enumerate(chosen):
        for one in statements:
            naming.setdefault(one.statement, []).append(group)
    told = {
        name: may_be_told(
            {group: int(counts.seen[group, column[name]]) for group in groups}, int(everybody[column[name]])
        )
        for name, groups in naming.items()
    }
    return [_chosen(group, one) for group, many in enumerate(chosen) for one in many if group in told[one.statement]]


def may_be_told(cells: Mapping[int, int], total: int) -> frozenset[int]:
    """Of these cells of one row, by their number, those whose figures may stand beside the row's total.

    Not those under five; nor the next smallest, while what is left of the total would be one to four people.
    """
    told = {cell for cell, people in cells.items() if people >= FEWEST}
    while told and 0 < total - sum(cells[cell] for cell in told) < FEWEST:
        told.remove(min(told, key=lambda cell: (cells[cell], cell)))
    return frozenset(told)


def _chosen(group: int, one: Representative) -> Shown:
    return {
        "group": group,
        "statement": one.statement,
        "side": one.side,
        "successes": one.successes,
        "trials": one.trials,
        "share": one.share,
    }


def _consensus(votes: Votes, counts: Tallies, told: Mapping[Hashable, int]) -> list[Shown]:
    """Of all groups together, where nobody's votes can be computed from it. `told`: of how many groups the figures on a
    statement stand beside it.

    Not where a group has fewer than five votes: divided by the others' shares the value is its own. Nor where all groups
    but one are told and the value would tell the last, if that leaves one to four people who are in no group.
    """
    values: Floats = group_informed(counts)
    groups, fewest = len(counts.seen), counts.seen.min(axis=0)
    outside = tally_all(votes).seen[0] - counts.seen.sum(axis=0)

    def value(n: int, name: Hashable) -> float | None:
        is_small = fewest[n] < FEWEST or (0 < outside[n] < FEWEST and told.get(name, 0) == groups - 1)
        return None if is_small else float(values[n])

    return [{"statement": name, "value": value(n, name)} for n, name in enumerate(votes.statements) if not votes.out[n]]


def _area(drawn: Map, group: int, place: tuple[float, float], turned: tuple[int, int]) -> Shown:
    """Where a group lies and how far it spreads: of nobody alone."""
    spread = drawn.points[drawn.groups == group].std(axis=0)
    return {"group": group, "x": place[0], "y": place[1], "wide": _short(spread[0]), "high": _short(spread[1])}


def _short(number: float) -> float:
    return round(float(number), 4)


def _most(one: Majority) -> Shown:
    return {"statement": one.statement, "successes": one.successes, "trials": one.trials, "share": one.share}


def _across(one: Sectors) -> Shown:
    """Every sector is named, so that a missing name does not say that nobody speaks for it."""
    return {
        "statement": one.statement,
        "shares": _of_all(one.shares),
        "seen": _of_all(one.seen),
        "consensus": one.consensus,
        "least": one.least,
        "verdict": one.verdict,
    }


def _of_all(cells: Mapping[Hashable, Any]) -> Shown:
    names: Iterable[str] = Sector.values
    return {name: cells.get(name) for name in names}
