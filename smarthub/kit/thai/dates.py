"""Dates in the Buddhist era (B.E. = C.E. + 543), in and out.

Babel has no Buddhist calendar, and Django's `th` prints the Christian year and reads 13/02/2561 as the year 2561 C.E.
So the year is turned on the text, before any calendar sees it: 29/02/2567 is a valid day (2024), but 2567 C.E. is no
leap year.
"""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ERA = 543
_FIRST_BUDDHIST = 2400  # a year from 2400 on is Buddhist: nobody books a desk for 2400 C.E.

MONTHS_TH = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
             "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
SHORT_TH = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
MONTHS_EN = ("January", "February", "March", "April", "May", "June",
             "July", "August", "September", "October", "November", "December")  # fmt: skip
DAYS_TH = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

NOT_A_DATE = _("Write a date as day/month/year, for example {example}.")


def western_digits(text: str) -> str:
    """'๑๓/๐๒/๒๕๖๑' -> '13/02/2561'."""
    return text.translate(_THAI_DIGITS)


def year_ce(year: int) -> int:
    """2561 -> 2018, 2018 -> 2018."""
    return year - ERA if year >= _FIRST_BUDDHIST else year


def _day(year: int, month: int, day: int) -> date:
    """Of either era; ValueError for a year so far away that a clock's arithmetic would leave the calendar."""
    if not _FIRST_BUDDHIST - ERA <= year_ce(year) < _FIRST_BUDDHIST:
        raise ValueError(year)
    return date(year_ce(year), month, day)


def read_day(text: str) -> date:
    """A day as people write it: 13/02/2561, 13-2-2561, ๑๓ ก.พ. ๒๕๖๑, 13 กุมภาพันธ์ พ.ศ. 2561, 2018-02-13.

    Raises ValueError when it is no day of the calendar. A two-digit year is refused: it may be of either era.
    """
    plain = western_digits(text).strip().replace("พ.ศ.", " ").replace("ค.ศ.", " ")
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        year, month, day = (int(part) for part in iso.groups())
        return _day(year, month, day)
    if numbers := re.fullmatch(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})", plain):
        day, month, year = (int(part) for part in numbers.groups())
        return _day(year, month, day)
    if words := re.fullmatch(r"(?:วัน\S+\s+)?(?:ที่\s*)?(\d{1,2})\s*([^\d\s]+)\s*(\d{4})", plain):
        return _day(int(words[3]), _month(words[2]), int(words[1]))
    raise ValueError(text)


def _month(name: str) -> int:
    for names in (MONTHS_TH, SHORT_TH, MONTHS_EN, tuple(m[:3] for m in MONTHS_EN)):
        for number, each in enumerate(names, start=1):
            if name.casefold() == each.casefold():
                return number
    raise ValueError(name)


def _thai() -> bool:
    return (get_language() or "th").startswith("th")


def local(moment: datetime, zone: ZoneInfo | None = None) -> datetime:
    return timezone.localtime(moment, zone)


def day(value: date, *, weekday: bool = False, short: bool = False, year: bool = True) -> str:
    """'13 กุมภาพันธ์ 2561' or '13 February 2018'; the Buddhist year in Thai, the Christian one in English."""
    value = local(value).date() if isinstance(value, datetime) else value
    if _thai():
        month = (SHORT_TH if short else MONTHS_TH)[value.month - 1]
        text = f"{value.day} {month} {value.year + ERA}" if year else f"{value.day} {month}"
        return f"วัน{DAYS_TH[value.weekday()]}ที่ {text}" if weekday else text
    month = MONTHS_EN[value.month - 1]
    text = f"{value.day} {month[:3] if short else month}" + (f" {value.year}" if year else "")
    return f"{DAYS_EN[value.weekday()]} {text}" if weekday else text


def short_day(value: date, *, year: bool = True) -> str:
    """'13 ก.พ. 2561', which stays on one line."""
    return day(value, short=True, year=year).replace(" ", "\N{NO-BREAK SPACE}")


def written(value: date) -> str:
    """As people write it into a form: '23/11/2569' in Thai, '23/11/2026' in English; read_day reads both."""
    return f"{value.day}/{value.month}/{value.year + (ERA if _thai() else 0)}"


def weekday_name(value: date) -> str:
    """'อังคาร', 'Tuesday'."""
    return (DAYS_TH if _thai() else DAYS_EN)[value.weekday()]


def clock(value: datetime | time) -> str:
    """'9:00 น.' in Thai, '9:00' in English, on the 24-hour clock."""
    moment = local(value) if isinstance(value, datetime) else value
    text = f"{moment.hour}:{moment.minute:02d}"
    return f"{text}\N{NO-BREAK SPACE}น." if _thai() else text


def day_and_time(value: datetime) -> str:
    return f"{day(value, short=True)} {clock(value)}"


TO = "–\N{WORD JOINER}"  # a line does not break between a time and the time until which it goes


def span(starts_at: datetime, ends_at: datetime, *, to: str = TO) -> str:
    """'9:00–11:30 น.'; where it ends on another day, both days are named. Mails take a plain dash for `to`."""
    first, last = local(starts_at), local(ends_at)
    if first.date() != last.date() and not (last.hour == last.minute == 0):
        return f"{day_and_time(starts_at)} – {day_and_time(ends_at)}"
    end = "24:00" if last.hour == last.minute == 0 else f"{last.hour}:{last.minute:02d}"
    text = f"{first.hour}:{first.minute:02d}{to}{end}"
    return f"{text}\N{NO-BREAK SPACE}น." if _thai() else text
