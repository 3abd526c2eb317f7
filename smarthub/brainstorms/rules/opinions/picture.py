"""A map of opinion groups that reads without colour: each group an area with its own hatching, its own sign, its letter.

A sign stands for one person (in a large room for several) but not for where that person is: within their group the signs
lie in an even spiral. So the picture tells how large the groups are and how near to each other, and nothing of anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt

WIDTH, HEIGHT, EDGE = 640, 400, 56
MOST_SIGNS = 60  # in one group
SMALLEST, CLOSE_SMALLEST = 84, 60  # half an area's width and height; of more than three groups
FEW = 3
LARGEST = 150
SIGN = 7.0
GOLDEN = pi * (3 - sqrt(5))
SIGNS = ("circle", "square", "triangle", "diamond", "cross")
HATCHINGS = ("dotted", "rising", "falling", "level", "upright")
LABEL = 16  # above an area


@dataclass(frozen=True, slots=True)
class Area:
    """One group in the plane of the picture, in its units. `signs` is one SVG path of all its signs; empty where its size is
    not told. `each`: for how many people one sign stands.
    """

    group: int
    x: float
    y: float
    wide: float
    high: float
    label_y: float
    sign: str
    hatching: str
    signs: str
    each: int
    key: str  # its sign alone, around 0, 0


def picture(areas: Sequence[Mapping[str, float]], sizes: Mapping[int, int | None]) -> list[Area]:
    """`areas`: group, x, y, wide, high in the plane of the votes; `sizes`: people by group, None where not told."""
    if not areas:
        return []
    reach = [max(1.5 * each["wide"], 1.5 * each["high"], 1e-6) for each in areas]
    left, right = _span([each["x"] for each in areas], reach)
    low, high = _span([each["y"] for each in areas], reach)
    scale = min((WIDTH - 2 * EDGE) / (right - left), (HEIGHT - 2 * EDGE) / (high - low))
    each_stands_for = ceil(max((size or 0 for size in sizes.values()), default=0) / MOST_SIGNS) or 1
    smallest = SMALLEST if len(areas) <= FEW else CLOSE_SMALLEST
    return [
        _area(
            int(one["group"]),
            WIDTH / 2 + (one["x"] - (left + right) / 2) * scale,
            HEIGHT / 2 - (one["y"] - (low + high) / 2) * scale,
            _within(1.6 * one["wide"] * scale, smallest),
            _within(1.6 * one["high"] * scale, smallest),
            sizes.get(int(one["group"])),
            each_stands_for,
        )
        for one in areas
    ]


def _span(middles: Sequence[float], reach: Sequence[float]) -> tuple[float, float]:
    return min(m - r for m, r in zip(middles, reach, strict=True)), max(
        m + r for m, r in zip(middles, reach, strict=True)
    )


def _within(length: float, smallest: float) -> float:
    return round(min(max(length, smallest), LARGEST), 1)


def frame(areas: Sequence[Area]) -> tuple[float, float]:
    """(top, height) of what the areas fill with their names: a picture of two groups side by side is a low one."""
    top = min((area.label_y for area in areas), default=0) - 2 * LABEL
    bottom = max((area.y + area.high for area in areas), default=HEIGHT) + LABEL
    return round(max(top, 0), 1), round(min(bottom, HEIGHT) - max(top, 0), 1)


def _area(group: int, x: float, y: float, wide: float, high: float, size: int | None, each: int) -> Area:
    x = min(max(x, wide + 4), WIDTH - wide - 4)
    y = min(max(y, high + 3 * LABEL), HEIGHT - high - 4)
    sign = SIGNS[group % len(SIGNS)]
    count = ceil(size / each) if size else 0
    # Small rooms get larger signs; many signs shrink, so that they never touch.
    length = min(SIGN, 0.62 * min(wide, high) / sqrt(max(count, 1)))
    signs = "".join(drawn(sign, *_place(n, count, x, y, wide - length, high - length), length) for n in range(count))
    return Area(
        group=group,
        x=round(x, 1),
        y=round(y, 1),
        wide=wide,
        high=high,
        label_y=round(y - high - LABEL / 2, 1),
        sign=sign,
        hatching=HATCHINGS[group % len(HATCHINGS)],
        signs=signs,
        each=each,
        key=drawn(sign, 0, 0, SIGN),
    )


def _place(n: int, count: int, x: float, y: float, wide: float, high: float) -> tuple[float, float]:
    """The n-th of an even spiral in an oval."""
    out = 0.9 * sqrt((n + 0.5) / count)
    return x + wide * out * cos(n * GOLDEN), y + high * out * sin(n * GOLDEN)


def drawn(sign: str, x: float, y: float, length: float) -> str:
    """An SVG path of one sign, `length` from its middle to its edge."""
    a = length
    match sign:
        case "circle":
            return f"M{x - a:.1f} {y:.1f}a{a:.1f} {a:.1f} 0 1 0 {2 * a:.1f} 0a{a:.1f} {a:.1f} 0 1 0 {-2 * a:.1f} 0z"
        case "square":
            b = 0.88 * a
            return f"M{x - b:.1f} {y - b:.1f}h{2 * b:.1f}v{2 * b:.1f}h{-2 * b:.1f}z"
        case "triangle":
            return f"M{x:.1f} {y - a:.1f}l{a:.1f} {1.8 * a:.1f}h{-2 * a:.1f}z"
        case "diamond":
            return (
                f"M{x:.1f} {y - 1.15 * a:.1f}l{a:.1f} {1.15 * a:.1f}l{-a:.1f} {1.15 * a:.1f}l{-a:.1f} {-1.15 * a:.1f}z"
            )
        case _:
            b = 0.36 * a
            return (
                f"M{x - b:.1f} {y - a:.1f}h{2 * b:.1f}v{a - b:.1f}h{a - b:.1f}v{2 * b:.1f}h{b - a:.1f}v{a - b:.1f}"
                f"h{-2 * b:.1f}v{b - a:.1f}h{b - a:.1f}v{-2 * b:.1f}h{a - b:.1f}z"
            )
