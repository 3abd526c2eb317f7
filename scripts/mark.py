#!/usr/bin/env python3
"""Draws Smart Hub's mark: two spirals that start apart and meet, after the pots of Ban Chiang, in Udon Thani's red ochre.

Writes mark.svg, the PNG icons of the installable app, and the frieze, into smarthub/look/static/look/img. Plain Python;
the drawing is ours.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "smarthub" / "look" / "static" / "look" / "img"
OCHRE, CREAM, PINK = (0x9A, 0x3A, 0x1C), (0xFD, 0xF6, 0xE9), (0xF4, 0x9A, 0xB8)
START, GROWTH, TURNS = (
    0.125,
    0.218,
    1.14,
)  # in parts of the side: where an arm begins, how fast it opens, how far it goes
BRUSH, HEART = 0.031, 0.058  # half the width of an arm, the radius of the dot where both meet


def spiral(turn: float, arm: int) -> tuple[float, float]:
    """The middle of the brush after so many turns, the centre being 0, 0."""
    angle = 2 * math.pi * turn + math.pi * arm - 0.6
    radius = START + GROWTH * turn
    return radius * math.cos(angle), radius * math.sin(angle)


def arm_path(arm: int, size: float, steps: int = 40) -> str:
    points = [spiral(TURNS * step / steps, arm) for step in range(steps + 1)]
    return "M" + "L".join(f"{size * (0.5 + x):.2f} {size * (0.5 + y):.2f}" for x, y in points)


def mark_svg(size: int = 64) -> str:
    ochre, cream, pink = ("#" + bytes(colour).hex() for colour in (OCHRE, CREAM, PINK))
    arms = "".join(f'<path d="{arm_path(arm, size)}"/>' for arm in (0, 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" rx="{size * 0.24:g}" fill="{ochre}"/>'
        f'<g fill="none" stroke="{cream}" stroke-width="{2 * BRUSH * size:g}" stroke-linecap="round" stroke-linejoin="round">'
        f'{arms}</g><circle cx="{size / 2:g}" cy="{size / 2:g}" r="{HEART * size:g}" fill="{pink}"/></svg>\n'
    )


def blend(below: tuple[float, ...], above: tuple[int, ...], cover: float) -> tuple[float, ...]:
    return tuple(b + (a - b) * cover for b, a in zip(below, above, strict=True))


def cover(distance: float, pixel: float) -> float:
    """How much of a pixel lies inside a shape whose edge is this far away (negative: inside)."""
    return min(1.0, max(0.0, 0.5 - distance / pixel))


def png(size: int, *, scale: float = 1.0, rounded: bool = True) -> bytes:
    """The mark as a PNG; a maskable icon is drawn smaller (scale) on a full square."""
    pixel = 1 / size
    points = [spiral(TURNS * step / 160, arm) for arm in (0, 1) for step in range(161)]
    near: dict[tuple[int, int], list[tuple[float, float]]] = {}
    cell = 0.06
    for x, y in points:
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                near.setdefault((math.floor(x / cell) + i, math.floor(y / cell) + j), []).append((x, y))
    rows = []
    for row in range(size):
        line = bytearray([0])
        for column in range(size):
            u, v = (column + 0.5) * pixel - 0.5, (row + 0.5) * pixel - 0.5
            x, y = u / scale, v / scale
            colour: tuple[float, ...] = OCHRE
            close = near.get((math.floor(x / cell), math.floor(y / cell)))
            if close:
                arm = min(math.hypot(x - a, y - b) for a, b in close) - BRUSH
                colour = blend(colour, CREAM, cover(arm, pixel / scale))
            colour = blend(colour, PINK, cover(math.hypot(x, y) - HEART, pixel / scale))
            corner = math.hypot(max(abs(u) - 0.26, 0), max(abs(v) - 0.26, 0)) - 0.24
            alpha = cover(corner, pixel) if rounded else 1.0
            line += bytes(round(part) for part in colour) + bytes([round(255 * alpha)])
        rows.append(bytes(line))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + chunk(b"IEND", b"")
    )


def frieze_svg() -> str:
    """A running scroll, wave after wave, one tile that repeats sideways; used as a mask, so it takes any colour."""
    points = []
    for step in range(49):
        turn = 2.15 * step / 48
        radius = 9.6 * (1 - turn / 2.45)
        angle = math.pi + 2 * math.pi * turn
        points.append((17 + radius * math.cos(angle), 11.5 + radius * math.sin(angle)))
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[0]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="24" viewBox="0 0 30 24">'
        '<g fill="none" stroke="#000" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="M-1 22.4H31M-1 22.4Q{x:.1f} 22.4 {x:.1f} {y:.1f}L{line}"/></g></svg>\n'
    )


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "mark.svg").write_text(mark_svg(), encoding="utf-8")
    (IMAGES / "frieze.svg").write_text(frieze_svg(), encoding="utf-8")
    (IMAGES / "icon-192.png").write_bytes(png(192))
    (IMAGES / "icon-512.png").write_bytes(png(512))
    (IMAGES / "icon-180.png").write_bytes(png(180, rounded=False))
    (IMAGES / "maskable-512.png").write_bytes(png(512, scale=0.8, rounded=False))


if __name__ == "__main__":
    main()
