"""What can be printed: PDF/A refuses a letter that its font lacks, and a note may hold any letter or little picture."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
INSTEAD = "?"  # for what our font cannot draw
_MARK = "\u200b"


@cache
def drawn() -> frozenset[int]:
    """The code points of every font of the folder, read from their tables."""
    return frozenset.intersection(*(_points(path.read_bytes()) for path in FONTS.glob("*.ttf")))


def printable(text: str) -> str:
    """The same text in letters that we can draw; runs of others are one sign each."""
    known, found = drawn(), list[str]()
    for letter in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "):
        if unicodedata.category(letter)[0] == "C" and letter not in {"\n", _MARK}:
            continue  # commands to a terminal, marks of direction: nothing to see
        if letter in {"\n", _MARK} or ord(letter) in known:
            found.append(letter)
        elif found[-1:] != [INSTEAD]:
            found.append(INSTEAD)
    return "".join(found)


def _points(font: bytes) -> frozenset[int]:
    """Of the table `cmap`, format 4: segments of the first 65,536 points (OpenType specification, cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * n + 8)[0]
        for n in range(tables)
        if font[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    subtables = (
        start + struct.unpack_from(">I", font, start + 8 + 8 * n)[0]
        for n in range(struct.unpack_from(">H", font, start + 2)[0])
    )
    table = next(at for at in subtables if struct.unpack_from(">H", font, at)[0] == 4)
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    return frozenset(
        point for first, last in zip(starts, ends, strict=True) if first != 0xFFFF for point in range(first, last + 1)
    )
