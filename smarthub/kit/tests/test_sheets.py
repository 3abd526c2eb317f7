"""Tables as people bring them."""

import io
import zipfile

import pytest
import xlsxwriter
from django.utils import translation

from smarthub.kit import sheets
from smarthub.kit.refusals import Refused
from smarthub.kit.sheets import Sheet, read, write, write_xlsx

TEXT = "name,seats\r\nโต๊ะ ก,๔\r\n"


def _read(data: bytes) -> Sheet:
    return read(data, columns=("name", "seats"), needed=("name",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_thai_is_read_as_excel_and_others_write_it(encoding: str) -> None:
    row = _read(TEXT.encode(encoding)).rows[0]
    assert (row.line, row.text("name"), row.number("seats", 1)) == (2, "โต๊ะ ก", 4)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headings_stand_in_any_order_and_case(delimiter: str) -> None:
    text = f"Seats {delimiter}NAME{delimiter}colour\n2{delimiter}A{delimiter}red\n".replace(" ", "")
    sheet = _read(text.encode())
    assert (sheet.rows[0].text("name"), sheet.rows[0].number("seats", 1)) == ("A", 2)
    assert sheet.passed_over == ["colour"]


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    sheet = _read(b'\n\nname,seats\n"two\nlines",1\n\n,\nB\n')
    assert [(row.line, row.text("name")) for row in sheet.rows] == [(4, "two lines"), (8, "B")]
    assert sheet.rows[1].number("seats", 7) == 7


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n \n", "empty"),
        (b"seats\n1\n", "column-missing"),
        (b"name,seats,seats\nA,1,1\n", "column-twice"),
        (b'name\n"A\n', "not-csv"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        _read(data)
    assert refused.value.refusal.code == code


def test_a_missing_column_is_named_with_those_that_there_are() -> None:
    with pytest.raises(Refused) as refused, translation.override("en"):
        _read(b"seats\n1\n")
    with translation.override("en"):
        assert refused.value.refusal.sentence == "The first line must name the columns; name is missing."
        assert refused.value.refusal.would_pass == "Columns are: name, seats."


def test_what_is_written_is_read_back() -> None:
    sheet = _read(write(("name", "seats"), [('a "b", c', 1), ("โต๊ะ\nก", 2)]).encode())
    assert [row.text("name") for row in sheet.rows] == ['a "b", c', "โต๊ะ ก"]


@pytest.mark.parametrize("name", ["=1+1", "+66812345678", "-A", "@SUM(1)", "'quoted", "'=kept"])
def test_no_text_is_a_formula_to_who_opens_the_file_and_it_is_read_back_as_it_was(name: str) -> None:
    written = write(("name", "seats"), [(name, 1)])
    assert not written.splitlines()[1].strip('"').startswith(("=", "+", "-", "@"))
    if name != "'=kept":  # a quote before a formula is taken for ours
        assert _read(written.encode()).rows[0].text("name") == name


def test_a_nul_is_passed_over() -> None:
    assert [row.text("name") for row in _read(b"name,seats\nMa\0li,1\n").rows] == ["Mali"]


def _workbook(row: int, column: int, text: str | None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "phone"])
        sheet.write_row(1, 0, ["Mali", "081"])
        if text is None:
            sheet.write_blank(row, column, None, book.add_format({"bold": True}))
            sheet.set_row(row, 30)
        else:
            sheet.write(row, column, text)
    return out.getvalue()


def test_one_cell_in_the_last_corner_does_not_end_the_server() -> None:
    with pytest.raises(Refused) as refused:
        read(_workbook(1_048_575, 16_383, "x"), columns=("name", "phone"), needed=())
    assert refused.value.refusal.code == "too-wide"


def _outcome(data: bytes) -> str:
    try:
        read(data, columns=("name",), needed=())
    except Refused as refused:
        return refused.refusal.code
    return "read"


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_that_is_broken_anywhere_is_a_sentence(packed: int) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_xlsx(("name",), [("Mali",)]))) as honest,
        zipfile.ZipFile(out, "w", packed) as again,
    ):
        for part in honest.infolist():
            again.writestr(part.filename, honest.read(part))
    whole = out.getvalue()
    outcomes = {_outcome(whole[:at] + b"\xa7\x00\xff" + whole[at + 3 :]) for at in range(30, len(whole), 37)}
    outcomes |= {_outcome(whole[:at]) for at in range(4, len(whole), 211)}
    assert outcomes <= {"read", "not-xlsx", "empty", "too-large"}


def _with_cell(before: bytes, after: bytes, *, times: int = 1) -> bytes:
    """An honest workbook with something in its sheet written otherwise."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_xlsx(("name",), [("Mali",)]))) as packed,
        zipfile.ZipFile(out, "w", 8) as again,
    ):
        for part in packed.infolist():
            text = packed.read(part)
            again.writestr(part.filename, text.replace(before, after * times) if "sheet1" in part.filename else text)
    return out.getvalue()


@pytest.mark.parametrize(
    "after",
    [
        b' r="ZZZZZZZZZZ1"',  # more letters than any sheet has columns: the reader makes room for them all the same
        b" r='XFD1048576'",
        b' t="s"r="XFD1048576"',
        b' r="A99999999999999999999"',
        b"\nr\t=\n'xfd1048576'",
    ],
)
def test_no_way_of_naming_a_far_cell_ends_the_server(after: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(_with_cell(b' r="A2"', after), columns=("name",), needed=())
    assert refused.value.refusal.code == "too-wide"


@pytest.mark.parametrize("moment", [b"-1e308", b"1e308", b"inf", b"9e9", b"99999999999999999999", b"-700000"])
def test_a_moment_that_no_calendar_has_is_a_sentence(moment: bytes) -> None:
    """Some of them end the reader with a panic, which is no Exception."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.write_number(1, 0, 45000.5, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    broken = io.BytesIO()
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(broken, "w") as again:
        for part in packed.infolist():
            again.writestr(part.filename, packed.read(part).replace(b"45000.5", moment))
    assert _outcome(broken.getvalue()) in {"read", "not-xlsx"}


def test_a_packed_file_of_another_kind_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<a/>")
    with pytest.raises(Refused) as refused:
        read(out.getvalue(), columns=("name",), needed=())
    assert refused.value.refusal.code == "not-xlsx"


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(_with_cell(b"</sheetData>", b"<row/>", times=4_000_000), columns=("name",), needed=())
    assert refused.value.refusal.code == "too-large"


def test_one_cell_named_two_million_times_is_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 1000)
    with pytest.raises(Refused) as refused:
        read(_with_cell(b"</row>", b'<c r="A1"><v>1</v></c>', times=1001), columns=("name",), needed=())
    assert refused.value.refusal.code == "too-wide"


def test_a_cell_far_below_that_says_nothing_is_passed_over() -> None:
    sheet = read(_workbook(1_048_575, 16_383, None), columns=("name", "phone"), needed=())
    assert [row.text("name") for row in sheet.rows] == ["Mali"]


def test_a_packed_file_that_is_larger_than_it_says_is_refused() -> None:
    honest = write_xlsx(("name",), [("Mali",)])
    with zipfile.ZipFile(io.BytesIO(honest)) as packed:
        said = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = honest.replace(said.to_bytes(4, "little"), (said - 9).to_bytes(4, "little"))
    with pytest.raises(Refused) as refused:
        read(lying, columns=("name",), needed=())
    assert refused.value.refusal.code == "not-xlsx"
