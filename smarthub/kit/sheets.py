"""Tables as people bring them: CSV from Excel, LibreOffice or another program, in the encodings used in Thailand."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai.dates import western_digits
from smarthub.kit.thai.text import normal

MOST_BYTES = 50 * 1024 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # Excel and LibreOffice run what begins so


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its headings, with the line of the file on which it begins."""

    line: int
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """The cell, tidied; "" where there is no such column."""
        text = self.cells.get(name, "")
        return normal(text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text)

    def number(self, name: str, default: int) -> int:
        """A whole number, in Thai or western digits, 1,000 or 1000; ValueError for anything else."""
        text = western_digits(self.text(name)).replace(",", "")
        return int(text) if text else default


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one row cannot be taken, in plain sentences."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: list[Row]
    passed_over: list[str]  # headings that mean nothing to us


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file. With any fault nothing was changed."""

    rows: int
    added: int = 0
    changed: int = 0
    passed_over: Sequence[str] = ()
    faults: Sequence[Fault] = ()


def read(data: bytes, *, columns: Collection[str], needed: Collection[str]) -> Sheet:
    """The rows that say anything. Headings may stand in any order, in any case; Refused where the file itself is wrong."""
    if len(data) > MOST_BYTES:
        raise Refused(Refusal("too-large", _("The file is larger than 50 MB.")))
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    headings: list[str] = []
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not headings:
                headings = [normal(cell).casefold().replace(" ", "_") for cell in cells]
                _refuse_headings(headings, columns, needed)
            else:
                rows.append(Row(line, dict(zip(headings, cells, strict=False))))
    except csv.Error as error:
        raise Refused(Refusal("not-csv", _("Line {line} cannot be read as CSV."), line=before + 1)) from error
    if not headings:
        raise Refused(Refusal("empty", _("The file is empty.")))
    return Sheet(rows, [name for name in headings if name and name not in columns])


def write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV that `read` takes back, and in which no text is a formula to the program that opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 as Excel writes "Unicode text", else Thai Windows (cp874)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", errors="replace")


def _delimiter(text: str) -> str:
    """What stands most often in the first line that says anything."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _refuse_headings(headings: Sequence[str], columns: Collection[str], needed: Collection[str]) -> None:
    known = ", ".join(columns)
    if missing := [name for name in needed if name not in headings]:
        raise Refused(
            Refusal(
                "column-missing",
                _("The first line must name the columns; {missing} is missing."),
                would_pass=_("Columns are: {known}."),
                missing=", ".join(missing),
                known=known,
            )
        )
    if twice := [name for name in headings if name and headings.count(name) > 1]:
        raise Refused(Refusal("column-twice", _("The column {twice} stands there twice."), twice=twice[0]))
