"""People from a table and back: `./hub import people FILE.csv`, `./hub export people`.

Of other programs the headings of LibreBooking's list of users are known (username, first name, last name, …).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from smarthub.journal import actions as journal
from smarthub.kit.forms import read_phone
from smarthub.kit.sheets import Fault, Report, Row, read
from smarthub.kit.thai import dates
from smarthub.people.models import Person
from smarthub.people.rules.ages import FIRST_YEAR

COLUMNS = ("name", "phone", "email", "language", "birth_year")
LIBREBOOKING = {"first_name": "first_name", "last_name": "last_name", "username": "username"}
# What those lists hold besides, and what nobody here is asked for.
NOT_TAKEN = ("password", "organization", "position", "timezone", "groups", "status", "credits", "color", "gender")


class Wrong(Exception):
    """One thing that is wrong with a row, as a sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A person as a row tells of them."""

    name: str
    phone: str
    email: str
    language: str
    birth_year: int | None


def import_people(data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None) -> Report:
    """Add whom the house does not know yet by e-mail, or by name and phone; all rows or none. Nobody is changed: what a
    person has said of themselves is theirs. Raises Refused where the file as a whole cannot be read.
    """
    sheet = read(data, columns=(*COLUMNS, *LIBREBOOKING), needed=())
    faults: list[Fault] = []
    found: dict[int, Said] = {}
    lines: dict[object, int] = {}
    for row in sheet.rows:
        try:
            said = read_person(row, this_year=now.year)
            mark = said.email or (said.name, said.phone)
            if mark in lines:
                raise Wrong(_("This person stands on line {line} already.").format(line=lines[mark]))
        except Wrong as wrong:
            faults.append(Fault(row.line, str(wrong)))
        else:
            lines[mark], found[row.line] = row.line, said
    passed_over = [name for name in sheet.passed_over if name not in NOT_TAKEN]
    if faults:
        return Report(len(sheet.rows), passed_over=passed_over, faults=faults)
    with transaction.atomic():
        made = [person.code for said in found.values() if (person := bring(said)) is not None]
        if made:
            journal.record("people-brought", str(len(made)), by=by, now=now)
        transaction.set_rollback(dry_run)
    return Report(len(sheet.rows), added=len(made), made=made, passed_over=passed_over)


def bring(said: Said) -> Person | None:
    """A new person; None where they are known."""
    return None if known(said) else _made(said)


def known(said: Said) -> Person | None:
    living = Person.objects.filter(erased_at=None)
    if said.email:
        return living.filter(email__iexact=said.email).first()
    return living.filter(name=said.name, phone=said.phone).first()


def _made(said: Said) -> Person:
    return Person.objects.create_user(
        email=said.email or None,
        name=said.name,
        phone=said.phone,
        language=said.language,
        birth_year=said.birth_year,
    )


def known_or_new(said: Said) -> Person:
    return known(said) or _made(said)


def read_person(row: Row, *, this_year: int) -> Said:
    """What the row says; every wrong cell is named."""
    wrong: list[str] = []
    name = row.text("name") or f"{row.text('first_name')} {row.text('last_name')}".strip() or row.text("username")
    if not name:
        wrong.append(_("A name is missing."))
    elif len(name) > 120:
        wrong.append(_("A name has at most 120 letters."))
    email = row.text("email").lower()
    phone, birth_year = "", None
    try:
        if email:
            validate_email(email)
    except ValidationError:
        wrong.append(_("“{text}” is no e-mail address.").format(text=row.text("email")))
    try:
        phone = read_phone(row.text("phone")) if row.text("phone") else ""
    except ValidationError:
        wrong.append(_("“{text}” is no phone number.").format(text=row.text("phone")))
    try:
        birth_year = _year(row.text("birth_year"), this_year=this_year)
    except ValueError:
        wrong.append(_("“{text}” is no year of birth.").format(text=row.text("birth_year")))
    if wrong:
        raise Wrong(" ".join(wrong))
    return Said(name, phone, email, "en" if row.text("language").casefold().startswith("en") else "th", birth_year)


def _year(text: str, *, this_year: int) -> int | None:
    if not text:
        return None
    year = dates.year_ce(int(dates.western_digits(text)))
    if not FIRST_YEAR <= year <= this_year:
        raise ValueError(text)
    return year


def rows_of(people: Iterable[Person]) -> Iterable[list[object]]:
    """Under COLUMNS, for who runs a hub."""
    for person in people:
        yield [person.name, person.phone, person.email or "", person.language, person.birth_year or ""]


def everybody() -> Iterable[list[object]]:
    return rows_of(Person.objects.filter(erased_at=None).order_by("pk").iterator())


def take_back(codes: Iterable[str], *, by: Person, now: datetime) -> Mapping[str, int]:
    """Undo an import: whom nothing points at goes; who has booked, come or signed in since stays. {gone, kept}"""
    gone = kept = 0
    for person in Person.objects.filter(code__in=list(codes), erased_at=None):
        if person.joined_at or not _goes(person):
            kept += 1
        else:
            gone += 1
    journal.record("people-taken-back", str(gone), by=by, now=now)
    return {"gone": gone, "kept": kept}


def _goes(person: Person) -> bool:
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return False
    return True
