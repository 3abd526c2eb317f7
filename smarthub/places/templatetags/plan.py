"""`{% load plan %}`: a floor as a picture. One picture everywhere; what may be chosen and how it stands comes from outside."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from smarthub.look import shell
from smarthub.look.templatetags.look import STATES
from smarthub.places.models import Floor, Space
from smarthub.places.rules import drawing
from smarthub.places.rules.drawing import number
from smarthub.places.rules.rulebook import Rulebook

register = template.Library()

SIGN = 15  # units: the sign in the chair of a desk
SIGN_IN_ROOM = 24
LONG = 2  # letters: what a desk holds in the full size
LONGEST = 4  # letters: what it holds at all
LETTER = 11  # units: how wide a letter is on a phone, about
WIDE = 1000  # centimetres: what a phone shows without scrolling the plan


@register.inclusion_tag("places/_plan.svg.html")
def plan(
    book: Rulebook,
    floor: Floor,
    states: Mapping[int, str] | None = None,
    links: Mapping[int, str] | None = None,
    labels: Mapping[int, str] | None = None,
) -> dict[str, object]:
    """{% plan book floor states=states links=links labels=labels %}, each a mapping by the key of a space.

    `states`: "free", "taken", "held", "yours", "closed" or "walk-in"; without one a space is drawn plainly. `links`: what
    can be chosen, and where that leads. `labels`: what is said instead of name, state and seats ("ที่นั่ง A1 ว่าง 20 บาท").
    The page needs {% look_style "plan" %} and {% plan_style %} in its head.
    """
    states, links, labels = states or {}, links or {}, labels or {}
    pieces = _pieces(book, floor, get_language() or "")
    shown = []
    for space in pieces.spaces:
        state = states.get(space.pk, "").replace("-", "")
        if space.pk in book.parts and space.pk not in links and not state:
            continue  # its parts show how it stands
        shown.append(pieces.space(space, state, labels.get(space.pk), links.get(space.pk)))
    return {
        "floor": floor,
        "ground": pieces.ground,
        "over": pieces.over,
        "view_box": drawing.view_box(floor),
        "spaces": mark_safe("".join(shown)),  # noqa: S308 - made by format_html
        "width_class": min(40, -(-floor.width // 200) * 2),
        "is_wide": floor.width > WIDE,
        "is_still": not links,
    }


@register.simple_tag
def plan_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', shell.asset("places/plan.css"))


@register.simple_tag
def settings_style() -> SafeString:
    """For the host's pages."""
    return format_html('<link rel="stylesheet" href="{}">', shell.asset("places/settings.css"))


def _sign(state: str, sign: tuple[float, float, float]) -> SafeString:
    x, y, size = sign
    return format_html(
        '<use class="space__sign" href="{}#{}" x="{}" y="{}" width="{}" height="{}"/>',
        shell.asset("vendor/icons.svg"), STATES[state][1], number(x - size / 2), number(y - size / 2), number(size),
        number(size),
    )  # fmt: skip


def _label(space: Space, state: str) -> str:
    parts = [_named(space)]
    if state:
        parts.append(str(STATES[state][0]))
    if space.seats > 1:
        parts.append(_seats(space))
    return ", ".join(parts)


def _named(space: Space) -> str:
    """A desk is called by its letter and number; said aloud it needs the word, unless its name begins with it."""
    if space.kind != Space.Kind.DESK:
        return space.name
    said = _("Desk {name}").format(name=space.name)
    word = said.removesuffix(space.name).strip().casefold()
    return space.name if word and space.name.casefold().startswith(word) else said


def _seats(space: Space) -> str:
    return ngettext("%(n)d seat", "%(n)d seats", space.seats) % {"n": space.seats}


class _Pieces:
    """What does not change while the edition holds: the ground, and each space's shape, sign and name in each state.

    A page of the hub draws sixty spaces: they are joined from strings, not rendered.
    """

    def __init__(self, book: Rulebook, floor: Floor) -> None:
        here = [space for space in book.spaces if space.floor_id == floor.pk]
        self.ground = _ground(book, floor, here)
        self.over = _over(floor)
        self.wholes = {space.pk for space in here if space.pk in book.parts and space.kind != Space.Kind.TABLE}
        leaves = [space for space in here if space.pk not in book.parts]
        self.spaces = leaves + [space for space in here if space.pk in self.wholes]  # wholes lie over their parts
        self._kept: dict[tuple[int, str], tuple[str, str, str]] = {}

    def space(self, space: Space, state: str, label: str | None, link: str | None) -> str:
        css, said, drawn = self._kept.get((space.pk, state)) or self._draw(space, state)
        said = escape(label) if label else said
        named = f'class="{css}" aria-label="{said}"><title>{said}</title>{drawn}'
        return f'<a href="{escape(link)}" {named}</a>' if link else f'<g role="img" {named}</g>'

    def _draw(self, space: Space, state: str) -> tuple[str, str, str]:
        is_whole = space.pk in self.wholes
        shape, sign = _whole(space) if is_whole else _leaf(space)
        css = f"space{' space--whole' if is_whole else ''}{f' is-{state}' if state else ''}"
        drawn = shape + (_sign(state, sign) if state else "")
        kept = self._kept[space.pk, state] = (css, escape(_label(space, state)), drawn)
        return kept


@lru_cache(maxsize=64)
def _kept(hub_id: int, edition: str, floor_id: int, language: str) -> list[_Pieces]:
    """An empty place for each edition, floor and language; lru_cache throws the oldest away."""
    return []


def _pieces(book: Rulebook, floor: Floor, language: str) -> _Pieces:
    place = _kept(book.hub_id, book.edition, floor.pk, language)
    if not place:
        place.append(_Pieces(book, floor))
    return place[0]


def _ground(book: Rulebook, floor: Floor, here: list[Space]) -> SafeString:
    """The floor, its zones, table tops and thin lines: what nobody chooses."""
    inside = drawing.box(0, 0, floor.width, floor.height)
    drawn = [
        format_html('<rect class="plan__floor" {}/>', mark_safe(inside.svg())),  # noqa: S308 - numbers
    ]
    for zone in book.zones:
        if zone.floor_id == floor.pk:
            inside = drawing.box(zone.x, zone.y, zone.width, zone.height)
            x, _y = inside.middle
            drawn.append(
                format_html(
                    '<rect class="plan__zone plan__zone--{}" {} rx="10"/>',
                    zone.mood,
                    mark_safe(inside.svg()),  # noqa: S308 - numbers
                )
            )
            if not _is_room_of_its_own(zone.x, zone.y, zone.width, zone.height, here):
                drawn.append(_text("plan__name", x, inside.y + 26, zone.name))
    halls = [book.parts[space.pk] for space in here if space.pk in book.parts and space.kind != Space.Kind.TABLE]
    drawn.append(_path("plan__fold", "".join(drawing.folding_walls(parts) for parts in halls)))
    drawn.append(_path("plan__line", drawing.lines(floor, "line")))
    for space in here:
        if space.kind == Space.Kind.TABLE and space.pk in book.parts:
            inside = drawing.box_of(space).inset(-5)
            drawn.append(format_html('<rect class="plan__table" {} rx="10"/>', mark_safe(inside.svg())))  # noqa: S308
            drawn.append(_text("plan__label", *inside.middle, space.name))
    return mark_safe("".join(drawn))  # noqa: S308 - made by format_html


def _over(floor: Floor) -> SafeString:
    """Walls, windows and doors, drawn over rooms that reach to them."""
    return (
        _path("plan__wall", drawing.walls(floor))
        + _path("plan__window", drawing.lines(floor, "window"))
        + _path("plan__door", drawing.doors(floor))
    )


def _path(css: str, data: str) -> SafeString:
    return format_html('<path class="{}" d="{}"/>', css, data) if data else mark_safe("")


def _is_room_of_its_own(x: int, y: int, width: int, height: int, here: list[Space]) -> bool:
    """A zone that is one room: the room's name is enough."""
    return any((s.x, s.y, s.width, s.height) == (x, y, width, height) for s in here)


def _leaf(space: Space) -> tuple[SafeString, tuple[float, float, float]]:
    inside = drawing.box_of(space)
    if space.kind == Space.Kind.DESK:
        x, y = drawing.chair_of(space)
        chair = format_html('<circle class="space__chair" cx="{}" cy="{}" r="{}"/>', number(x), number(y), number(drawing.CHAIR))  # fmt: skip
        text = _short(space.name)
        name = _text("space__long" if len(text) > LONG else "", *inside.middle, text)
        return chair + _shape(inside.inset(1.5), 6) + name, (x, y, SIGN)
    room = drawing.furniture(space)
    chairs = "".join(f"M{number(x)} {number(y)}h0" for x, y in room.chairs)
    drawn = _shape(inside.inset(4), 8)
    drawn += format_html('<path class="space__chairs" d="{}"/>', chairs)
    drawn += format_html('<rect class="space__table" {} rx="8"/>', mark_safe(room.table.svg()))  # noqa: S308 - numbers
    tight = " space__tight" if _width(space.name) > 2 * (room.name[0] - inside.x) - 8 else ""
    drawn += _text(f"space__name{tight}", *room.name, space.name)
    return drawn, (*room.table.middle, SIGN_IN_ROOM)


def _short(name: str) -> str:
    """What fits on a desk: the name, or its last word ('ที่นั่ง 12' -> '12'), or how it begins. All of it is its label."""
    last = name.split()[-1]
    return next((text for text in (name, last) if len(text) <= LONGEST), f"{name[: LONGEST - 1]}…")


def _width(name: str) -> float:
    """How wide it is on a phone; what stands above or below a letter takes no room of its own."""
    return LETTER * sum(unicodedata.category(letter) != "Mn" for letter in name)


def _whole(space: Space) -> tuple[SafeString, tuple[float, float, float]]:
    pill = drawing.whole_label(space)
    x, y = pill.middle
    return _shape(pill, 20) + _text("space__name", x + 10, y, space.name), (pill.x + 22, y, 20)


def _shape(inside: drawing.Box, round_: float) -> SafeString:
    return format_html(
        '<rect class="space__shape" {0} rx="{1}"/><rect class="space__pattern" {0} rx="{1}"/>',
        mark_safe(inside.svg()),  # noqa: S308 - numbers
        number(round_),
    )


def _text(css: str, x: float, y: float, text: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, number(x), number(y), text)
