"""Every pair of colours can be read in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parent.parent / "static" / "look" / "css" / "tokens.css"
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", TOKENS.read_text()))
GROUNDS = ("paper", "surface", "sunken")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "ochre", "ochre-strong") for ground in GROUNDS],
    *[(hue, f"{hue}-soft") for hue in ("ochre", "lotus", "rice", "gold", "indigo", "danger")],
    *[("ink", f"{hue}-soft") for hue in ("ochre", "lotus", "rice", "gold", "indigo", "danger")],
    *[(hue, ground) for hue in ("lotus", "rice", "gold", "indigo", "danger") for ground in ("paper", "surface")],
    ("ochre-strong", "ochre-soft"),
    ("ink-soft", "ochre-soft"),
    ("on-ochre", "ochre"),
    ("on-ochre", "ochre-strong"),
    ("on-danger", "danger"),
]
EDGES = [*[("edge", ground) for ground in GROUNDS], *[("focus", ground) for ground in GROUNDS], ("focus", "ochre-soft")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: int) -> float:
    first, second = (luminance(PAIRS[name].split(", ")[scheme]) for name in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_a_contrast_of_four_and_a_half(scheme: int) -> None:
    poor = {pair: round(contrast(*pair, scheme), 2) for pair in TEXT if contrast(*pair, scheme) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges_and_the_focus_ring_have_a_contrast_of_three(scheme: int) -> None:
    poor = {pair: round(contrast(*pair, scheme), 2) for pair in EDGES if contrast(*pair, scheme) < 3}
    assert poor == {}
