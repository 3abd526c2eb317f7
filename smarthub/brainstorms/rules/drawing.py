"""What one weighing hands on to the next, so that a picture that people look at does not jump."""

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from smarthub.brainstorms.rules.opinions.groups import Map, Steady
from smarthub.brainstorms.rules.opinions.next_statement import priorities
from smarthub.brainstorms.rules.opinions.tallies import tally
from smarthub.brainstorms.rules.opinions.votes import Votes

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`inside`: who was in the conversation, each with their group; `places`: the middle of each group, by its number;
    `order`: how much each statement should be asked about next. None of it is shown to anybody.
    """

    inside: Mapping[Hashable, int] = field(default_factory=dict)
    steady: Steady = field(default_factory=Steady)
    places: Mapping[int, Place] = field(default_factory=dict)
    order: Mapping[Hashable, float] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "inside": {str(person): group for person, group in self.inside.items()},
            "steady": asdict(self.steady),
            "places": {str(group): place for group, place in self.places.items()},
            "order": {str(statement): weight for statement, weight in self.order.items()},
        }


def drawing_kept(kept: Mapping[str, Any]) -> Drawing:
    """What `kept` gave; an empty one where there is nothing yet."""
    return Drawing(
        inside=kept.get("inside", {}),
        steady=Steady(**kept.get("steady", {})),
        places={int(group): tuple(place) for group, place in kept.get("places", {}).items()},
        order=kept.get("order", {}),
    )


def asked_in_order(votes: Votes, drawn: Map) -> dict[Hashable, float]:
    """The priority of each statement, from the votes of those in the conversation."""
    counts = tally(votes, np.where(drawn.inside, 0, -1), 1)
    found = priorities(votes, counts, drawn.extremity)
    return {name: round(float(weight), 6) for name, weight in zip(votes.statements, found, strict=True)}


def places_of(drawn: Map, last: Mapping[int, Place]) -> tuple[dict[int, Place], tuple[int, int]]:
    """The middle of each group, and how each axis was turned (1 or -1). The sign of an axis is free: it is turned so that
    the groups lie where they lay in the `last` drawing.
    """
    middles = {group: drawn.points[drawn.groups == group].mean(axis=0) for group in range(drawn.k)}
    turned = (1, 1)
    if common := [group for group in middles if group in last]:
        likeness = sum(middles[group] * np.asarray(last[group]) for group in common)
        turned = (-1 if likeness[0] < 0 else 1, -1 if likeness[1] < 0 else 1)
    found = {
        group: (round(float(x) * turned[0], 4), round(float(y) * turned[1], 4)) for group, (x, y) in middles.items()
    }
    return found, turned
