"""Tables as people bring them: CSV from Excel, LibreOffice or another program, in the encodings used in Thailand."""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import xlsxwriter
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineWorkbook

from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.thai.dates import western_digits
from smarthub.kit.thai.text import normal

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 4 * MOST_BYTES
PACKED_TO = (20_000_000, 20)  # bytes that any file may unpack to, and how many times its own size a larger one may
MOST_CELLS = 2_000_000  # of the rectangle from the first to the last cell: what reads the file makes room for all of it
EXAMPLE = "(ตัวอย่าง / example)"  # with this a cell of the row ends that shows how a list is written, and is not taken in
MOST_SEEN = 10  # rows of a list that is tried
_ZIP = b"PK\x03\x04"
_CELL = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([A-Za-z]*)(\d*)""")
# Other programs name cells and rows down to the last one that say nothing; they take no room.
_SAYS_NOTHING = (
    re.compile(rb"""<c(?:\s+[\w:]+="[^"<>]*")*\s*/>"""),
    re.compile(rb"""<row(?:\s+[\w:]+="[^"<>]*")*\s*(?:/>|>\s*</row>)"""),
)
TOO_LARGE = Refusal("too-large", _("The file is larger than 50 MB."))
NOT_XLSX = Refusal("not-xlsx", _("This XLSX file cannot be read."))
# What a ZIP that is broken on purpose ends with, in each of the ways in which its parts may be packed.
_UNPACKING = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
# Excel and LibreOffice run what begins so; where people write wide letters, wide signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
class Seen:
    """A row as it was understood, in the words of the hub."""

    line: int
    title: str
    more: str


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
    made: Sequence[str] = ()  # the codes of what was added, for who takes the whole list back
    before: str = ""  # what was changed, as a table of what it was
    left_out: Sequence[Fault] = ()  # rows that need nothing done and stand against nothing, and why
    seen: Sequence[Seen] = ()  # the first rows of a list that is tried

    @property
    def same(self) -> int:
        return self.rows - self.added - self.changed - len(self.left_out)


def read(
    data: bytes, *, columns: Collection[str], needed: Collection[str], also: Mapping[str, str] | None = None
) -> Sheet:
    """The rows that say anything, of a CSV file or of the first sheet of an XLSX file. Headings may stand in any order,
    in any case; `also` {their heading: ours} knows those of other programs. Refused where the file itself is wrong.
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    rows: list[Row] = []
    headings: list[str] = []
    for line, cells in _xlsx_lines(data) if data.startswith(_ZIP) else _csv_lines(data):
        if not any(cell.strip() for cell in cells):
            continue
        if not headings:
            headings = [normal(cell).casefold().replace(" ", "_") for cell in cells]
            headings = [(also or {}).get(name, name) for name in headings]
            _refuse_headings(headings, columns, needed)
        else:
            if not any(cell.rstrip().endswith(EXAMPLE) for cell in cells):
                rows.append(Row(line, dict(zip(headings, cells, strict=False))))
    if not headings:
        raise Refused(Refusal("empty", _("The file is empty.")))
    return Sheet(rows, [name for name in headings if name and name not in columns])


def _csv_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(data).replace("\0", "")  # which PostgreSQL does not keep
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            yield line, cells
    except csv.Error as error:
        raise Refused(Refusal("not-csv", _("Line {line} cannot be read as CSV."), line=before + 1)) from error


def _xlsx_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "xl/workbook.xml" not in packed.namelist():  # the reader takes other kinds for what they are; we do not
                raise zipfile.BadZipFile
            least, times = PACKED_TO
            unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > min(MOST_UNPACKED, max(least, times * len(data))):
                raise Refused(TOO_LARGE)
            if packed.testzip() is not None:  # also what is longer than it says
                raise zipfile.BadZipFile
            for part in packed.infolist():
                _refuse_vast(packed.read(part))
        rows = _first_sheet(data)
    except _UNPACKING as error:
        raise Refused(NOT_XLSX) from error
    for line, cells in enumerate(rows, start=1):
        yield line, [_plain(cell) for cell in cells]


def _first_sheet(data: bytes) -> list[list[object]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False)  # type: ignore[return-value]
    except BaseException as error:
        # What its Rust trips over comes out as a PanicException, which is no Exception and has no name to import.
        if not isinstance(error, Exception) and type(error).__module__ != "pyo3_runtime":
            raise
        raise Refused(NOT_XLSX) from error


def _refuse_vast(part: bytes) -> None:
    """One cell in the last corner of a sheet would make the reader ask for more memory than there is, and end it."""
    for nothing in _SAYS_NOTHING:
        part = nothing.sub(b"", part)
    last_row = last_column = 1
    cells = 0
    for found in _CELL.finditer(part):
        cells += 1
        letters, digits = found[1].upper()[:8], found[2][:12] or b"0"  # enough of them to be too many
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_row, last_column = max(last_row, int(digits)), max(last_column, column)
    if max(last_row * last_column, cells) > MOST_CELLS:
        raise Refused(
            Refusal(
                "too-wide",
                _("The sheet reaches too far: {rows} rows and {columns} columns."),
                would_pass=_("Delete what is far below or far to the right, or save it as CSV."),
                rows=last_row,
                columns=last_column,
            )
        )


def _plain(cell: object) -> str:
    """As a person would have typed it: 1.0 is 1, a moment is 2026-03-05 09:00."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def stamp(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment as it stands in a cell, by the clock of that place; "" for none."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet; texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, told) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns), 18)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        for line, row in enumerate(rows, start=1):
            sheet.write_row(line, 0, ["" if cell is None else cell for cell in row])
    return out.getvalue()


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
        raise Refused(Refusal("column-twice", _("The column {twice} is there twice."), twice=twice[0]))
