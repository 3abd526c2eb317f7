"""A person as a row of a list tells of them."""

import re
from dataclasses import dataclass
from html import unescape

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from smarthub.kit.forms import read_phone
from smarthub.kit.sheets import Row
from smarthub.kit.thai import dates
from smarthub.people.rules.ages import FIRST_YEAR

LONGEST = 120  # letters of a name
validate_longest = MaxLengthValidator(254)  # as many as mail carries; validate_email lets 320 through
_ESCAPED = re.compile(r"&(?:#\w+|\w+);")  # other programs write "O&#x27;Brien" into their lists
_NOTHING = {"none", "null"}  # and these where there is nothing


class Wrong(Exception):
    """What is wrong with a row, as a sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    name: str
    phone: str
    email: str
    language: str
    birth_year: int | None

    @property
    def mark(self) -> object:
        """By what two rows are the same person."""
        return self.email or (self.name, self.phone)


def read_person(row: Row, *, this_year: int) -> Listed:
    """What the row says; every wrong cell is named."""
    wrong: list[str] = []
    name = row.text("name") or f"{row.text('first_name')} {row.text('last_name')}".strip() or row.text("username")
    name = _ESCAPED.sub(lambda found: unescape(found[0]), name)
    if not name:
        wrong.append(_("A name is missing."))
    elif len(name) > LONGEST:
        wrong.append(_("A name has at most 120 letters."))
    email, phone, birth_year = _said(row, "email").lower(), "", None
    try:
        if email:
            validate_email(email)
            validate_longest(email)
    except ValidationError:
        wrong.append(_("“{text}” is not an e-mail address.").format(text=row.text("email")))
    try:
        phone = read_phone(_said(row, "phone")) if _said(row, "phone") else ""
    except ValidationError:
        wrong.append(_("“{text}” is not a phone number.").format(text=row.text("phone")))
    try:
        birth_year = _year(row.text("birth_year"), this_year=this_year)
    except ValueError:
        wrong.append(_("“{text}” is not a year of birth.").format(text=row.text("birth_year")))
    if wrong:
        raise Wrong(" ".join(wrong))
    return Listed(name, phone, email, "en" if row.text("language").casefold().startswith("en") else "th", birth_year)


def _said(row: Row, name: str) -> str:
    text = row.text(name)
    return "" if text.casefold() in _NOTHING else text


def _year(text: str, *, this_year: int) -> int | None:
    if not text:
        return None
    year = dates.year_ce(int(dates.western_digits(text)))
    if not FIRST_YEAR <= year <= this_year:
        raise ValueError(text)
    return year
