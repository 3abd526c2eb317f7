"""Whether votes carry groups at all: noise gives groups, too, and those are not shown.

Measured: pure noise has a silhouette of 0.35 to 0.4, so the figure alone proves nothing; a room of 60 beats its own
shuffled votes in 65 to 100 % of cases, a room of 30 in about half.
"""

from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.rules.opinions.groups import Map, draw
from smarthub.brainstorms.rules.opinions.votes import Floats, Votes
from smarthub.kit.refusals import Refusal

FEWEST_PEOPLE = 60
FEWEST_IN_GROUP = 5
SMALLEST_SHARE = 10  # per cent of the grouped people
SHUFFLES = 19  # the real one above all of 19: by chance 1 in 20
AGAIN_AFTER = 10  # per cent more votes, or fewer


@dataclass(frozen=True, slots=True)
class Signal:
    """The silhouette of the room and of the same room shuffled; `votes` it was computed with."""

    real: float
    shuffled: tuple[float, ...]
    votes: int

    @property
    def is_there(self) -> bool:
        return bool(self.shuffled) and self.real > max(self.shuffled)

    @property
    def is_done(self) -> bool:
        """All is shuffled, or one shuffle looks as grouped already, which decides it."""
        return len(self.shuffled) >= SHUFFLES or (bool(self.shuffled) and not self.is_there)


def measure_signal(votes: Votes, *, seed: int = 0, shuffles: int = SHUFFLES) -> Signal:
    """Costs `shuffles` + 1 drawings: for the worker, apart from the rest. The same seed gives the same answer.

    Each shuffle keeps who has seen what and how a statement was voted; only who voted how is dealt anew.
    """
    signal = begin_signal(votes, seed=seed)
    while len(signal.shuffled) < shuffles and not signal.is_done:
        signal = one_more(votes, signal, seed=seed)
    return signal


def begin_signal(votes: Votes, *, seed: int = 0) -> Signal:
    """Before the first shuffle."""
    return Signal(draw(votes, seed=seed).silhouette, (), votes.count)


def one_more(votes: Votes, signal: Signal, *, seed: int = 0) -> Signal:
    """After one more shuffle; each has a seed of its own, so the measuring can be broken off and gone on with."""
    rng = np.random.default_rng((seed, len(signal.shuffled)))
    dealt = replace(votes, cast=shuffle(votes.cast, rng), _seen=[votes.seen])
    return replace(signal, shuffled=(*signal.shuffled, draw(dealt, seed=seed).silhouette))


def shuffle(cast: Floats, rng: np.random.Generator) -> Floats:
    """The votes of each statement dealt anew among those who voted on it."""
    dealt = cast.copy()
    for column in dealt.T:
        seen = np.flatnonzero(~np.isnan(column))
        column[seen] = rng.permutation(column[seen])
    return dealt


def is_due(votes: Votes, last: Signal | None) -> bool:
    """Whether to measure (again): never measured, or since then 10 % more votes, or 10 % fewer: votes are taken back."""
    if last is None:
        return True
    more, fewer = last.votes * (100 + AGAIN_AFTER), last.votes * (100 - AGAIN_AFTER)
    return votes.count * 100 >= more or votes.count * 100 <= fewer


def why_not_measure(drawn: Map) -> Refusal | None:
    """What already forbids the map without measuring: too few people, all of one mind, a group too small."""
    people = int(drawn.inside.sum())
    if people < FEWEST_PEOPLE:
        return Refusal(
            "too-few-people",
            _("There are not enough votes to see groups: {people} people have voted enough so far."),
            would_pass=_("Groups can be looked for from {fewest} people on, each with 7 votes."),
            people=people,
            fewest=FEWEST_PEOPLE,
        )
    if drawn.k < 2:
        return Refusal("one-mind", _("Everyone votes much the same: there are no groups to show."))
    if min(drawn.sizes) * 100 < max(FEWEST_IN_GROUP * 100, SMALLEST_SHARE * people):
        return Refusal(
            "small-group",
            _("There are not enough votes to see groups: one of them would be too small to tell from chance."),
            would_pass=_("More people and more votes may show them."),
        )
    return None


def why_not_map(drawn: Map, signal: Signal | None) -> Refusal | None:
    """Why the groups are not shown; None when they may be."""
    if refusal := why_not_measure(drawn):
        return refusal
    if signal is None:
        return Refusal("not-measured", _("The groups are being checked against chance. This takes a moment."))
    if not signal.is_there:
        return Refusal(
            "no-signal",
            _("There are not enough votes to see groups: the same votes, shuffled, look just as grouped."),
            would_pass=_("More people and more votes may show them."),
        )
    return None
