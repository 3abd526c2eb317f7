"""A floor as the editor sends it: read strictly, so that nothing half-understood is ever drawn. Lengths in centimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal, Refused
from smarthub.places.models import Zone
from smarthub.places.rules.spaces import FARTHEST, LARGEST, SpaceWords

MOST_SPACES, MOST_ZONES, MOST_LINES, MOST_CORNERS = 1000, 60, 600, 60
SMALLEST_FLOOR = 200
MOST_OF_ANY = 2**31 - 1  # which a database keeps

UNREADABLE = Refusal("unreadable", _("The plan could not be read; nothing was changed."))
TOO_MUCH = Refusal("too-much", _("A floor has at most 1,000 spaces, 60 zones and 600 lines."))
FLOOR_SIZE = Refusal("floor-size", _("A floor is from 2 m to 100 m wide and long."))
CHANGED_MEANWHILE = Refusal(
    "changed-meanwhile",
    _("Somebody else has changed this hub meanwhile; nothing was lost or overwritten."),
    would_pass=_("Copy what you need, load the plan anew and draw it again."),
)
UNKNOWN = Refusal("unknown-space", _("The plan names a space that is not on this floor."))


@dataclass(frozen=True, slots=True)
class DrawnZone:
    """`was`: its place among the floor's zones in the edition that was drawn on; None for a new one."""

    was: int | None
    name_th: str
    name_en: str
    mood: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DrawnSpace:
    """`key`: the space's ref, or any word for a new one, by which its parts name it."""

    key: str
    is_new: bool
    part_of: str
    words: SpaceWords

    @property
    def middle(self) -> tuple[float, float]:
        return self.words.x + self.words.width / 2, self.words.y + self.words.height / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a floor shall be. Spaces that are neither named nor removed stay as they are."""

    width: int
    height: int
    outline: list[Any]
    zones: tuple[DrawnZone, ...]
    spaces: tuple[DrawnSpace, ...]
    removed: frozenset[str]


def read_drawing(sent: object) -> Drawing:
    """Raises Refused where anything is not as it must be."""
    try:
        return _drawing(_mapping(sent))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(UNREADABLE) from error


def _drawing(sent: Mapping[str, Any]) -> Drawing:
    zones, spaces, outline = (_list(sent[name]) for name in ("zones", "spaces", "outline"))
    if len(spaces) > MOST_SPACES or len(zones) > MOST_ZONES or len(outline) > MOST_LINES:
        raise Refused(TOO_MUCH)
    width, height = _whole(sent["width"]), _whole(sent["height"])
    if not all(SMALLEST_FLOOR <= side <= LARGEST for side in (width, height)):
        raise Refused(FLOOR_SIZE)
    return Drawing(
        width=width,
        height=height,
        outline=[_line(line) for line in outline],
        zones=tuple(_zone(_mapping(zone)) for zone in zones),
        spaces=tuple(_space(_mapping(space)) for space in spaces),
        removed=frozenset(_text(ref, 40) for ref in _list(sent["removed"])),
    )


def _zone(sent: Mapping[str, Any]) -> DrawnZone:
    mood = sent["mood"]
    if mood not in Zone.Mood.values:
        raise ValueError(mood)
    was = sent["was"]
    x, y, width, height = (_far(sent[name]) for name in ("x", "y", "width", "height"))
    name_th = _text(sent["name_th"], 80)
    if not name_th or not width or not height:
        raise ValueError(name_th)
    return DrawnZone(
        None if was is None else _whole(was), name_th, _text(sent["name_en"], 80), mood, x, y, width, height
    )


def _space(sent: Mapping[str, Any]) -> DrawnSpace:
    amenities = tuple(_text(word, 40) for word in _list(sent["amenities"]))
    words = SpaceWords(
        kind=_text(sent["kind"], 10),
        name_th=_text(sent["name_th"], 200),
        name_en=_text(sent["name_en"], 200),
        seats=_whole(sent["seats"]),
        x=_whole(sent["x"]),
        y=_whole(sent["y"]),
        width=_whole(sent["width"]),
        height=_whole(sent["height"]),
        turn=_whole(sent["turn"]),
        amenities=amenities,
        is_wheelchair_accessible=_tick(sent["is_wheelchair_accessible"]),
        is_walk_in_only=_tick(sent["is_walk_in_only"]),
        price_group=_text(sent["price_group"], 40),
    )
    return DrawnSpace(_text(sent["key"], 40), _tick(sent["is_new"]), _text(sent["part_of"], 40), words)


def _line(sent: object) -> Any:
    """A wall, or a door, a window or a thin line under its name."""
    if isinstance(sent, Mapping):
        ((kind, corners),) = sent.items()
        if kind not in {"door", "window", "line"} or (kind == "door" and len(corners) != 2):
            raise ValueError(kind)
        return {kind: _corners(corners)}
    return _corners(sent)


def _corners(sent: object) -> list[list[int]]:
    corners = _list(sent)
    if not 2 <= len(corners) <= MOST_CORNERS:
        raise ValueError(len(corners))
    return [[_far(x), _far(y)] for x, y in corners]


def _far(value: object) -> int:
    number = _whole(value)
    if not 0 <= number <= FARTHEST:
        raise ValueError(number)
    return number


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    if abs(value) > MOST_OF_ANY:
        raise ValueError
    return value


def _tick(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(value)
    value.encode()  # half a letter, which JSON can hold and no database: a ValueError
    text = " ".join(value.split())
    if len(text) > most:
        raise ValueError(text)
    return text


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def zone_at(zones: Sequence[Zone], middle: tuple[float, float]) -> Zone | None:
    """The smallest zone that a point lies in: a space belongs to the zone that it is drawn in."""
    x, y = middle
    found = [z for z in zones if z.x <= x <= z.x + z.width and z.y <= y <= z.y + z.height]
    return min(found, key=lambda z: (z.width * z.height, z.pk), default=None)
