"""Where a Thai line may not break: names, loanwords, a number with its unit, and before the mark that repeats a word."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LIST = Path(__file__).with_name("thai-words.txt")
UNITS = "นาที|ชั่วโมง|ชม\\.|วัน|คืน|สัปดาห์|เดือน|ปี|คน|ที่นั่ง|ที่(?![\u0e00-\u0e7f])|โต๊ะ|ห้อง|บาท|น\\.|ครั้ง|ตร\\.ม\\.|กม\\.|เมตร|%"
NUMBER_AND_UNIT = re.compile(rf"(?<=[0-9๐-๙]) (?=(?:{UNITS}))")
BEFORE_THE_MARK_THAT_REPEATS = re.compile(r" (?=ๆ)")  # as one reads it, so it begins no line
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@cache
def whole_words() -> tuple[str, ...]:
    """The words of the list, the longest first, so that a name is found before its parts."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return tuple(
        sorted({line for line in lines if line and not line.startswith("#")}, key=lambda word: (-len(word), word))
    )


@cache
def pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, whole_words())))


@cache
def as_json() -> bytes:
    return json.dumps(whole_words(), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def version() -> str:
    """Changes when the list does, so that browsers may keep it for ever."""
    return hashlib.sha256(as_json()).hexdigest()[:12]


def kept_whole(text: object) -> SafeString:
    """Plain text as HTML in which listed words and a number with its unit stay on one line."""
    bound = NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text if isinstance(text, SafeString) else escape(str(text)))
    bound = BEFORE_THE_MARK_THAT_REPEATS.sub(NO_BREAK_SPACE, bound)
    whole, found = pattern().subn(r'<span class="word">\g<0></span>', bound)
    # One span around it all: in a flex box each piece would else become an item of its own. Not around several lines:
    # `|linebreaks` may follow and make paragraphs of them.
    return mark_safe(f"<span>{whole}</span>" if found and "\n" not in whole else whole)  # noqa: S308 (escaped above)
