"""What a room's opinions amount to, in the form in which it is told: figures of fewer than five people are not."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from smarthub.brainstorms.rules.opinions.cells import hidden
from smarthub.brainstorms.rules.opinions.consensus import Sectors, across_sectors, group_informed
from smarthub.brainstorms.rules.opinions.groups import OUTSIDE, draw
from smarthub.brainstorms.rules.opinions.representative import majority, representative
from smarthub.brainstorms.rules.opinions.signal import Signal, is_due, measure_signal, why_not_map, why_not_measure
from smarthub.brainstorms.rules.opinions.tallies import Tallies, tally
from smarthub.brainstorms.rules.opinions.votes import Votes

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Weighed:
    found: Shown
    groups: dict[Hashable, int]  # by person; empty where no groups are shown
    signal: Signal | None


def weigh(votes: Votes, sector_of: Mapping[Any, str], *, last: Signal | None = None) -> Weighed:
    """Groups only where they differ from chance; else `why` not, in both languages."""
    signal = last
    drawn = draw(votes)
    if why_not_measure(drawn) is None and is_due(votes, last):
        signal = measure_signal(votes)
    refusal = why_not_map(drawn, signal)
    found: Shown = {
        "groups": None,
        "why": {language: refusal.in_language(language) for language in ("th", "en")} if refusal else None,
        "representative": None,
        "majority": {side: [_most(one) for one in many] for side, many in majority(votes).items()},
        "consensus": None,
        "across_sectors": [
            _across(one) for one in across_sectors(votes, [sector_of.get(p) or None for p in votes.people])
        ],
    }
    if refusal:
        return Weighed(found, {}, signal)
    counts = tally(votes, drawn.groups, drawn.k)
    found["groups"] = [{"id": group, "members": size} for group, size in enumerate(drawn.sizes)]
    found["representative"] = _representative(votes, counts)
    values = group_informed(counts)
    found["consensus"] = [
        {"statement": name, "value": float(values[n])} for n, name in enumerate(votes.statements) if not votes.out[n]
    ]
    groups = {person: int(group) for person, group in zip(votes.people, drawn.groups, strict=True) if group != OUTSIDE}
    return Weighed(found, groups, signal)


def _representative(votes: Votes, counts: Tallies) -> list[Shown]:
    column = {name: n for n, name in enumerate(votes.statements)}
    told = []
    for group, statements in enumerate(representative(votes, counts)):
        for one in statements:
            small = hidden([int(seen) for seen in counts.seen[:, column[one.statement]]])[group]
            told.append(
                {
                    "group": group,
                    "statement": one.statement,
                    "side": one.side,
                    "successes": None if small else one.successes,
                    "trials": None if small else one.trials,
                    "share": None if small else one.share,
                }
            )
    return told


def _most(one: Any) -> Shown:
    return {"statement": one.statement, "successes": one.successes, "trials": one.trials, "share": one.share}


def _across(one: Sectors) -> Shown:
    return {
        "statement": one.statement,
        "shares": one.shares,
        "seen": one.seen,
        "consensus": one.consensus,
        "least": one.least,
        "verdict": one.verdict,
    }
