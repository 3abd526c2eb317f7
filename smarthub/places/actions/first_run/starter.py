"""The starter plan: an example of two floors, in centimetres, for the host to change.

Upstairs is reached by stairs, so everything that a group may need (tables, a room, a booth) is on the ground floor too.
`turn` says where the chair of a desk stands: 0 below it on the plan, 90 left, 180 above, 270 right.
"""

from dataclasses import dataclass, field
from typing import Any

from smarthub.places.models import Space, Zone

Kind, Mood = Space.Kind, Zone.Mood
SEAT, QUIET, BOOTH, ROOM, HALL, WORKSHOP = "ที่นั่ง", "ที่นั่งเงียบ", "บูท", "ห้องเล็ก", "ห้องใหญ่", "เวิร์กชอป"
DESK_WIDE, DESK_DEEP, AISLE = 80, 70, 50


@dataclass(frozen=True, slots=True)
class Room:
    """Anything that is not a desk at a table; `parts` are what it is made of."""

    kind: str
    name_th: str
    name_en: str
    seats: int
    at: tuple[int, int, int, int]  # x, y, width, height
    price_group: str = ""
    turn: int = 0
    zone: str = ""
    amenities: tuple[str, ...] = ()
    accessible: bool = False
    walk_in: bool = False
    parts: tuple["Room", ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    level: int
    name_th: str
    name_en: str
    width: int
    height: int
    outline: list[Any]  # as in Floor
    zones: dict[str, tuple[str, str, str, tuple[int, int, int, int]]]  # key: mood, names, x y width height
    spaces: tuple[Room, ...] = field(default=())


# The treads of the stairs, in the same place on both floors.
STAIRS: list[Any] = [{"line": [[780, y], [1000, y]]} for y in range(90, 331, 30)]


def table(letter: str, x: int, y: int, *, seats: int, zone: str, price: str = SEAT, **more: Any) -> Room:
    """Two rows of desks that face each other over an aisle with room for cables and plants."""
    half = seats // 2
    desks = tuple(
        Room(
            Kind.DESK,
            f"{letter}{n + 1}",
            f"{letter}{n + 1}",
            1,
            (x + n % half * DESK_WIDE, y + n // half * (DESK_DEEP + AISLE), DESK_WIDE, DESK_DEEP),
            price,
            turn=180 if n < half else 0,
            zone=zone,
            amenities=("power",),
            **more,
        )
        for n in range(seats)
    )
    at = (x, y, half * DESK_WIDE, 2 * DESK_DEEP + AISLE)
    return Room(Kind.TABLE, f"โต๊ะ {letter}", f"Table {letter}", seats, at, zone=zone, parts=desks, **more)


def desk(name: str, x: int, y: int, *, turn: int, price: str = QUIET, zone: str = "quiet", **more: Any) -> Room:
    size = (DESK_WIDE, DESK_DEEP) if turn in (0, 180) else (DESK_DEEP, DESK_WIDE)
    return Room(Kind.DESK, name, name, 1, (x, y, *size), price, turn, zone, ("power", "lamp"), **more)


_GROUND = Level(
    level=1,
    name_th="ชั้น 1",
    name_en="Ground floor",
    width=1000,
    height=1500,
    outline=[
        [[750, 1500], [0, 1500], [0, 0], [1000, 0], [1000, 1500], [900, 1500]],
        [[560, 0], [560, 330], [540, 330]],
        [[440, 330], [0, 330]],
        [[560, 330], [600, 330]],
        [[690, 330], [780, 330], [780, 0]],
        [[1000, 690], [950, 690]],
        [[1000, 370], [700, 370], [700, 690], [860, 690]],
        {"door": [[900, 1500], [750, 1500]]},
        {"door": [[950, 690], [860, 690]]},
        {"door": [[540, 330], [440, 330]]},
        {"door": [[690, 330], [600, 330]]},
        *STAIRS,
        {"line": [[700, 1210], [960, 1210], [960, 1280], [770, 1280], [770, 1340], [700, 1340], [700, 1210]]},
        {"window": [[40, 1500], [400, 1500]]},
        {"window": [[470, 1500], [700, 1500]]},
        {"window": [[0, 440], [0, 1000]]},
        {"window": [[100, 0], [460, 0]]},
        {"window": [[1000, 420], [1000, 640]]},
    ],
    zones={
        "make": (Mood.MAKE, "มุมลงมือทำ", "Make corner", (0, 0, 560, 330)),
        "water": (Mood.OTHER, "ห้องน้ำ", "Toilets", (560, 0, 220, 330)),
        "stairs": (Mood.OTHER, "บันได", "Stairs", (780, 0, 220, 330)),
        "talk": (Mood.TALK, "โซนพูดคุย", "Talk zone", (20, 380, 650, 690)),
        "family": (Mood.FAMILY, "โซนครอบครัว", "Family zone", (20, 1090, 400, 390)),
        "welcome": (Mood.OTHER, "ต้อนรับ", "Welcome", (450, 1090, 530, 390)),
    },
    spaces=(
        Room(
            Kind.WORKSHOP, "ห้องลงมือทำ", "Workshop", 8, (0, 0, 560, 330), WORKSHOP, zone="make",
            amenities=("power", "screen", "tools"), accessible=True,
        ),
        table("A", 50, 514, seats=4, zone="talk", accessible=True),
        table("B", 265, 514, seats=4, zone="talk"),
        table("C", 480, 514, seats=4, zone="talk"),
        table("D", 60, 824, seats=6, zone="talk"),
        table("E", 380, 824, seats=6, zone="talk"),
        Room(
            Kind.ROOM, "ห้องคราม", "Indigo room", 4, (700, 370, 300, 320), ROOM,
            amenities=("power", "screen", "whiteboard"), accessible=True,
        ),
        Room(Kind.BOOTH, "บูท 1", "Booth 1", 2, (710, 790, 280, 130), BOOTH, amenities=("power",), accessible=True),
        Room(Kind.BOOTH, "บูท 2", "Booth 2", 2, (710, 940, 280, 130), BOOTH, amenities=("power",)),
        table("F", 140, 1225, seats=4, zone="family", price="", accessible=True),
        desk("W1", 490, 1395, turn=180, price="", zone="welcome", walk_in=True, accessible=True),
        desk("W2", 610, 1395, turn=180, price="", zone="welcome", walk_in=True, accessible=True),
    ),
)  # fmt: skip

_UPSTAIRS = Level(
    level=2,
    name_th="ชั้น 2",
    name_en="Upper floor",
    width=1000,
    height=1400,
    outline=[
        [[0, 0], [1000, 0], [1000, 1400], [0, 1400], [0, 0]],
        [[440, 0], [440, 330], [400, 330]],
        [[300, 330], [0, 330]],
        [[780, 0], [780, 330]],
        [[0, 980], [180, 980]],
        [[280, 980], [720, 980]],
        [[820, 980], [1000, 980]],
        {"door": [[400, 330], [300, 330]]},
        {"door": [[280, 980], [180, 980]]},
        {"door": [[820, 980], [720, 980]]},
        *STAIRS,
        {"window": [[40, 1400], [460, 1400]]},
        {"window": [[540, 1400], [960, 1400]]},
        {"window": [[0, 440], [0, 900]]},
        {"window": [[1000, 440], [1000, 900]]},
        {"window": [[80, 0], [360, 0]]},
    ],
    zones={
        "stairs": (Mood.OTHER, "บันได", "Stairs", (780, 0, 220, 330)),
        "rest": (Mood.OTHER, "มุมพัก", "Resting corner", (470, 0, 280, 330)),
        "quiet": (Mood.QUIET, "โซนเงียบ", "Quiet zone", (20, 380, 960, 560)),
    },
    spaces=(
        Room(
            Kind.ROOM, "ห้องบัวแดง", "Red Lotus room", 8, (0, 0, 440, 330), ROOM,
            amenities=("power", "screen", "whiteboard"),
        ),
        *(desk(f"Q{n + 1}", 40, 460 + 115 * n, turn=270) for n in range(4)),
        *(
            desk(f"R{n + 1}", 300 + n % 4 * 105, 530 + n // 4 * (DESK_DEEP + AISLE), turn=0 if n > 3 else 180)
            for n in range(8)
        ),
        *(desk(f"S{n + 1}", 890, 460 + 115 * n, turn=90) for n in range(4)),
        Room(
            Kind.HALL, "โถงบ้านเชียง", "Ban Chiang hall", 24, (0, 980, 1000, 420),
            amenities=("power", "screen", "whiteboard", "folding-wall"),
            parts=(
                Room(
                    Kind.ROOM, "ห้องบ้านเชียง 1", "Ban Chiang room 1", 12, (0, 980, 500, 420), HALL,
                    amenities=("power", "screen", "whiteboard"),
                ),
                Room(
                    Kind.ROOM, "ห้องบ้านเชียง 2", "Ban Chiang room 2", 12, (500, 980, 500, 420), HALL,
                    amenities=("power", "screen", "whiteboard"),
                ),
            ),
        ),
    ),
)  # fmt: skip

LEVELS = (_GROUND, _UPSTAIRS)

WEEKDAYS, WEEKEND = range(5), range(5, 7)
HOURS = dict.fromkeys(WEEKDAYS, (9 * 60, 20 * 60)) | dict.fromkeys(WEEKEND, (10 * 60, 18 * 60))

# Satang an hour and a day. The family zone and the desks for walk-ins have no rate: they are free of charge.
RATES = {
    SEAT: {"hour": 20_00, "day": 100_00},
    QUIET: {"hour": 20_00, "day": 100_00},
    BOOTH: {"hour": 40_00},
    ROOM: {"hour": 100_00, "day": 600_00},
    HALL: {"hour": 200_00, "day": 1_200_00},
    WORKSHOP: {"hour": 150_00, "day": 900_00},
}

# By kind of space; "" is the whole hub.
POLICIES: dict[str, dict[str, int]] = {
    "": {"days_ahead": 60, "shortest_minutes": 30, "longest_minutes": 12 * 60, "cancel_minutes": 60, "early_minutes": 15,
         "no_show_minutes": 15},
    Kind.BOOTH: {"longest_minutes": 120},
    Kind.ROOM: {"buffer_minutes": 15, "longest_minutes": 4 * 60, "cancel_minutes": 3 * 60},
    Kind.WORKSHOP: {"buffer_minutes": 15, "longest_minutes": 8 * 60, "cancel_minutes": 24 * 60},
    Kind.HALL: {"buffer_minutes": 30, "longest_minutes": 12 * 60, "cancel_minutes": 24 * 60},
}  # fmt: skip
