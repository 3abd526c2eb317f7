"""Documents for paper: whole fonts inside, whole words on a line, and nothing that somebody typed is a command."""

import re
import zlib
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from smarthub.look.pdf import pdf
from smarthub.look.pdf.cut import cut, words
from smarthub.look.pdf.letters import printable

LETTER = "look/tests/paper/letter.typ"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def letter(text, title="ก้าวแรก", now=NOW):
    data = {
        "foot": "สมาร์ตฮับ",
        "facts": [["คำถาม", "ที่นี่"], ["nothing", ""]],
        "text": text,
        "heading": "ผล",
        "heads": ["โน้ต", "คะแนน"],
        "rows": [["น้ำท่วม", "5"]],
    }
    return pdf(LETTER, data, title=title, now=now)


def inside(document: bytes) -> bytes:
    """The document with its streams opened."""
    opened = []
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            opened.append(zlib.decompress(found[1]))
        except zlib.error:
            opened.append(found[1])
    return document + b"\n".join(opened)


def test_a_document_is_archival_tagged_and_carries_its_fonts():
    found = inside(letter("ปู่ย่าก็ใช้ได้"))
    assert found.startswith(b"%PDF-")
    assert re.search(rb"pdfaid:part>2<", found)
    assert re.search(rb"pdfaid:conformance>A<", found)
    assert b"/Sarabun" in found or b"+Sarabun" in found
    assert re.search(rb"/FontFile[23]", found)
    assert b"/StructTreeRoot" in found
    assert re.search(rb"/Lang ?\(th\)", found)


def test_the_language_is_the_readers():
    with override("en"):
        assert re.search(rb"/Lang ?\(en\)", inside(letter("trees")))


def test_the_same_letter_at_the_same_time_is_the_same_document():
    assert letter("ต้นไม้") == letter("ต้นไม้")


@pytest.mark.parametrize(
    "text", ["#panic()", "*a $x$ @nobody <b> `c` \\ #", "", "a\n\nb", "\u200b\u0000x", "🌳 ต้นไม้", "ก" * 3000]
)
def test_what_people_type_is_text_and_nothing_else(text):
    assert letter(text).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ผู้สูงอายุเดินข้ามถนน", "ผู้สูงอายุ|เดิน|ข้ามถนน"),
        ("เมืองอัจฉริยะ", "เมืองอัจฉริยะ"),
        ("เร็วๆ", "เร็วๆ"),
        ("กกก", "ก|กก"),
        ("เ", "เ"),
    ],
)
def test_a_line_ends_between_words_only(text, wanted):
    assert "|".join(words(text)) == wanted


def test_what_the_font_lacks_is_one_sign_and_never_stops_a_document():
    assert printable("🌳🌳 ต้นไม้ ສະບາຍດີ\x00\t1\r\n2") == "? ต้นไม้ ? 1\n2"
    assert printable("“café” ฿5 – ½ ๑๒") == "“café” ฿5 – ½ ๑๒"


def test_only_thai_is_cut_and_nothing_is_lost():
    text = "Wi-Fi ฟรี (smart city) ต่าง ๆ จำนวน ๑๐ จุด"
    assert cut(text).replace("\u200b", "") == text
    assert cut("smart city") == "smart city"
    assert "\u200bต่าง ๆ\u200b" in cut(text)
