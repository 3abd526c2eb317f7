"""What a space may be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.places.models import Space

MOST_SEATS = 1000
MOST_DEEP = 8  # spaces in one another; each floor of them is a step of every search for what is free
SMALLEST, LARGEST, FARTHEST = 30, 10_000, 20_000  # centimetres
TURNS = (0, 90, 180, 270)

NO_NAME = Refusal("no-name", _("A space needs a name."))
NAME_TOO_LONG = Refusal("name-too-long", _("A name has at most 80 letters."))
NAME_TAKEN = Refusal(
    "name-taken",
    _("This hub has a space of this name already."),
    would_pass=_("Give it another name, or change the space that has this one."),
)
NO_KIND = Refusal("no-kind", _("A space is a desk, a table, a booth, a room, a workshop or a hall."))
SEATS = Refusal("seats", _("A space has from 1 to {most} seats."), most=MOST_SEATS)
OUTSIDE = Refusal("outside", _("A space is from 30 cm to 100 m wide and stands on its floor's plan."))
TURN = Refusal("turn", _("A chair stands at 0, 90, 180 or 270 degrees."))
PART_OF_ITSELF = Refusal("part-of-itself", _("A space cannot be a part of itself."))
TOO_DEEP = Refusal(
    "too-deep", _("At most {most} spaces lie in one another: a desk, its table, its room, its hall."), most=MOST_DEEP
)
PART_ELSEWHERE = Refusal("part-elsewhere", _("A part is in the same hub as the whole."))
WHOLE_CANNOT_HAVE_PARTS = Refusal(
    "no-parts",
    _("Only tables, rooms, workshops and halls are made of parts."),
    would_pass=_("Choose a table for desks, or a hall for rooms."),
)
HAS_PARTS = Refusal(
    "has-parts", _("This space is made of parts."), would_pass=_("Remove its parts first, or take them out of it.")
)
_WHOLES = (Space.Kind.TABLE, Space.Kind.ROOM, Space.Kind.WORKSHOP, Space.Kind.HALL)


@dataclass(frozen=True, slots=True)
class SpaceWords:
    """What a host says of a space; the plan's unit is a centimetre."""

    kind: str
    name_th: str
    name_en: str = ""
    seats: int = 1
    x: int = 0
    y: int = 0
    width: int = 80
    height: int = 70
    turn: int = 0
    amenities: tuple[str, ...] = ()
    is_wheelchair_accessible: bool = False
    is_walk_in_only: bool = False
    price_group: str = ""

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {"amenities": list(self.amenities)}


def why_not_space(
    words: SpaceWords,
    *,
    names: Collection[str],
    whole: Space | None = None,
    space: Space | None = None,
    wholes: Mapping[int, int | None] | None = None,
) -> Refusal | None:
    """`names`: those of the hub's other spaces. `whole`: what it shall be a part of. `space`: itself, when it is changed.
    `wholes`: {space: what it is a part of} of the hub, by which a ring is found.
    """
    if not words.name_th.strip():
        return NO_NAME
    if max(len(words.name_th), len(words.name_en)) > 80:
        return NAME_TOO_LONG
    if words.name_th in names:
        return NAME_TAKEN
    if words.kind not in Space.Kind.values:
        return NO_KIND
    if not 1 <= words.seats <= MOST_SEATS:
        return SEATS
    if words.turn not in TURNS:
        return TURN
    if not _lies_well(words):
        return OUTSIDE
    return _why_not_part(whole, space, wholes or {}) if whole else None


def _lies_well(words: SpaceWords) -> bool:
    is_sized = all(SMALLEST <= length <= LARGEST for length in (words.width, words.height))
    return is_sized and all(0 <= far <= FARTHEST for far in (words.x, words.y))


def _why_not_part(whole: Space, space: Space | None, wholes: Mapping[int, int | None]) -> Refusal | None:
    if whole.kind not in _WHOLES:
        return WHOLE_CANNOT_HAVE_PARTS
    if space is not None and whole.hub_id != space.hub_id:
        return PART_ELSEWHERE
    above = _above(whole.pk, wholes)
    if space is not None and space.pk in above:
        return PART_OF_ITSELF
    return TOO_DEEP if len(above) + _deep(space, wholes) > MOST_DEEP else None


def _above(space: int | None, wholes: Mapping[int, int | None]) -> list[int]:
    """The space and all that it is a part of, from the inside out."""
    found: list[int] = []
    while space is not None and space not in found:
        found.append(space)
        space = wholes.get(space)
    return found


def _deep(space: Space | None, wholes: Mapping[int, int | None]) -> int:
    """How many spaces lie in one another from this one inwards, itself included."""
    if space is None or space.pk not in wholes.values():
        return 1
    return max(chain.index(space.pk) + 1 for each in wholes if space.pk in (chain := _above(each, wholes)))


def why_not_remove(*, has_parts: bool) -> Refusal | None:
    return HAS_PARTS if has_parts else None
