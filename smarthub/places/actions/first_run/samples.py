"""Sample plans for any hub, to begin with and to change: nothing in them belongs to one town. Lengths in centimetres."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.places.actions.first_run.starter import (
    BOOTH,
    HALL,
    LEVELS,
    ROOM,
    SEAT,
    Kind,
    Level,
    Mood,
    Room,
    desk,
    table,
)


@dataclass(frozen=True, slots=True)
class Sample:
    name: Promise
    says: Promise
    levels: tuple[Level, ...]


# The starter plan's rooms are named after things of Udon Thani; elsewhere they have a number. Its family zone is free of
# charge by that hub's own wish; who says a price for a seat means every seat that can be booked.
_NEUTRAL = {
    "Indigo room": ("ห้องประชุม 1", "Meeting room 1"),
    "Red Lotus room": ("ห้องประชุม 2", "Meeting room 2"),
    "Ban Chiang hall": ("โถงใหญ่", "Hall"),
    "Ban Chiang room 1": ("โถงใหญ่ ซ้าย", "Hall, left half"),
    "Ban Chiang room 2": ("โถงใหญ่ ขวา", "Hall, right half"),
}


def _neutral(room: Room) -> Room:
    name_th, name_en = _NEUTRAL.get(room.name_en, (room.name_th, room.name_en))
    price = SEAT if room.zone == "family" and room.kind == Kind.DESK else room.price_group
    parts = tuple(_neutral(part) for part in room.parts)
    return replace(room, name_th=name_th, name_en=name_en, price_group=price, parts=parts)


_HOUSE = tuple(replace(level, spaces=tuple(_neutral(room) for room in level.spaces)) for level in LEVELS)

_SHOP = Level(
    level=1,
    name_th="ชั้น 1",
    name_en="Ground floor",
    width=1000,
    height=900,
    outline=[
        [[700, 900], [0, 900], [0, 0], [1000, 0], [1000, 900], [850, 900]],
        [[680, 0], [680, 300], [720, 300]],
        [[820, 300], [1000, 300]],
        {"door": [[850, 900], [700, 900]]},
        {"door": [[820, 300], [720, 300]]},
        {"window": [[60, 900], [600, 900]]},
        {"window": [[0, 120], [0, 460]]},
    ],
    zones={
        "talk": (Mood.TALK, "โซนพูดคุย", "Talk zone", (30, 40, 620, 390)),
        "quiet": (Mood.QUIET, "โซนเงียบ", "Quiet zone", (30, 460, 500, 270)),
        "welcome": (Mood.OTHER, "ต้อนรับ", "Welcome", (570, 560, 400, 310)),
    },
    spaces=(
        table("A", 70, 180, seats=4, zone="talk", accessible=True),
        table("B", 400, 180, seats=4, zone="talk"),
        Room(
            Kind.ROOM, "ห้องประชุม", "Meeting room", 6, (680, 0, 320, 300), ROOM,
            amenities=("power", "screen", "whiteboard"), accessible=True,
        ),
        *(desk(f"Q{n + 1}", 70 + 105 * n, 590, turn=0) for n in range(4)),
        Room(Kind.BOOTH, "บูท 1", "Booth 1", 2, (720, 370, 260, 130), BOOTH, amenities=("power",), accessible=True),
        desk("W1", 640, 740, turn=180, price="", zone="welcome", walk_in=True, accessible=True),
    ),
)  # fmt: skip

_HALL = Level(
    level=1,
    name_th="ชั้น 1",
    name_en="Ground floor",
    width=1000,
    height=1000,
    outline=[
        [[600, 1000], [0, 1000], [0, 0], [1000, 0], [1000, 1000], [750, 1000]],
        [[0, 420], [180, 420]],
        [[280, 420], [720, 420]],
        [[820, 420], [1000, 420]],
        {"door": [[280, 420], [180, 420]]},
        {"door": [[820, 420], [720, 420]]},
        {"door": [[750, 1000], [600, 1000]]},
        {"window": [[80, 0], [440, 0]]},
        {"window": [[560, 0], [920, 0]]},
    ],
    zones={"talk": (Mood.TALK, "โซนพูดคุย", "Talk zone", (40, 470, 920, 400))},
    spaces=(
        Room(
            Kind.HALL, "โถงใหญ่", "Hall", 40, (0, 0, 1000, 420), HALL,
            amenities=("power", "screen", "whiteboard", "folding-wall"), accessible=True,
            parts=(
                Room(Kind.ROOM, "โถงใหญ่ ซ้าย", "Hall, left half", 20, (0, 0, 500, 420), HALL,
                     amenities=("power", "screen"), accessible=True),
                Room(Kind.ROOM, "โถงใหญ่ ขวา", "Hall, right half", 20, (500, 0, 500, 420), HALL,
                     amenities=("power", "screen"), accessible=True),
            ),
        ),
        table("A", 110, 570, seats=6, zone="talk", accessible=True),
        table("B", 600, 570, seats=6, zone="talk"),
    ),
)  # fmt: skip

_EMPTY = Level(
    level=1,
    name_th="ชั้น 1",
    name_en="Ground floor",
    width=1000,
    height=800,
    outline=[[[600, 800], [0, 800], [0, 0], [1000, 0], [1000, 800], [750, 800]], {"door": [[750, 800], [600, 800]]}],
    zones={},
)

SAMPLES: Mapping[str, Sample] = {
    "shop": Sample(_("Shophouse"), _("One floor: two tables, quiet desks, a meeting room, a booth"), (_SHOP,)),
    "house": Sample(_("Two floors"), _("Tables and rooms below, quiet desks and a hall above"), _HOUSE),
    "hall": Sample(_("Hall"), _("A hall that divides in two, and two tables"), (_HALL,)),
    "empty": Sample(_("Empty room"), _("Four walls; you add the spaces yourself"), (_EMPTY,)),
}
