"""Values inside sentences, as people in Thailand write them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from smarthub.kit import money
from smarthub.kit.thai import dates

THAILAND = 66  # the code of the country before a number


def length(value: timedelta) -> str:
    """'15 minutes', '2 hours', '1 hour 30 minutes', '3 days'."""
    minutes = round(value.total_seconds() / 60)
    if minutes and minutes % (24 * 60) == 0:
        days = minutes // (24 * 60)
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest})
    return " ".join(parts)


def phone(number: str) -> str:
    """'+66812345678' as people here write it, '081-234-5678'; one of another country with its +; anything else as it is."""
    try:
        read = phonenumbers.parse(number, "TH")
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_valid_number(read):
        return number
    if read.country_code != THAILAND:
        return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"(?<=\d) (?=\d)", "-", phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.NATIONAL))


def show(name: str, value: Any) -> str:
    """One value as text; a name that ends in `_satang` is money."""
    if name.endswith("_satang"):
        return money.baht(value)
    if isinstance(value, datetime):
        return dates.day_and_time(value)
    if isinstance(value, date):
        return dates.day(value)
    if isinstance(value, timedelta):
        return length(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return gettext(", ").join(show(name, each) for each in value)
    return str(value)


def say(text: str | Promise, values: Mapping[str, Any]) -> str:
    """The sentence in the active language with its values filled in. A moment of the `{day}` that it names already is said
    by its clock time alone.
    """
    sentence = str(text)
    named = values.get("day") if "{day}" in sentence else None
    return sentence.format(**{name: _show_on(named, name, value) for name, value in values.items()})


def _show_on(named: object, name: str, value: Any) -> str:
    on_that_day = isinstance(value, datetime) and dates.local(value).date() == named
    return dates.clock(value) if on_that_day else show(name, value)
