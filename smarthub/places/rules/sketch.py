"""A plan so small that only its shapes are seen: to choose one by."""

from dataclasses import dataclass
from typing import Protocol


class Piece(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> tuple[int, int, int, int]: ...


class Drawn(Protocol):
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def spaces(self) -> "tuple[Piece, ...]": ...


@dataclass(frozen=True, slots=True)
class Sketch:
    """In centimetres; `pieces` are kind, x, y, width, height."""

    width: int
    height: int
    pieces: list[tuple[str, int, int, int, int]]


def sketch(level: Drawn) -> Sketch:
    return Sketch(level.width, level.height, [(piece.kind, *piece.at) for piece in level.spaces])
