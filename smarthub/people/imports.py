"""People from a table and back: `./hub import people FILE.csv`, `./hub export people`.

Of other programs the headings of LibreBooking's list of users are known (username, first name, last name, …), and those
of Nadine's two: `active_members.csv` of its `backup_members`, and the members' list of its staff pages (Member, Type, …).
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from smarthub.kit import words
from smarthub.kit.sheets import EXAMPLE, MOST_SEEN, Fault, Report, Seen, read, write
from smarthub.people.actions.bring import bring_people, known
from smarthub.people.models import Person
from smarthub.people.rules.listed import Listed, Wrong, read_person
from smarthub.people.rules.newcomers import Newcomers

COLUMNS = ("name", "phone", "email", "language", "birth_year")
SAMPLE = {
    "name": f"สมศรี ใจดี {EXAMPLE}",
    "phone": "081 234 5678",
    "email": "somsri@example.org",
    "language": "th",
    "birth_year": "2540",
}
# What those lists hold besides: of it we take a name in two parts, and ask for nothing else.
NAMES = ("username", "first_name", "last_name")
NOT_TAKEN = (
    "password", "organization", "position", "timezone", "groups", "status", "credits", "color", "gender",
    # Nadine's
    "phone2", "address1", "address2", "city", "state", "zipcode", "has_key", "emergency_contact", "ec_relationship",
    "ec_phone", "ec_email", "type", "industry", "has_kids", "self_employed", "first_visit", "last_visit", "paid_count",
    "memberships", "membership_days", "average_bill",
)  # fmt: skip
ALSO = {"member": "name"}


def import_people(data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None, hub: object = None) -> Report:
    """Add whom the house does not know yet by e-mail, or by name and phone; all rows or none. Raises Refused where the
    file as a whole cannot be read.
    """
    sheet = read(data, columns=(*COLUMNS, *NAMES, *NOT_TAKEN), needed=(), also=ALSO)
    faults: list[Fault] = []
    found: list[Listed] = []
    lines: dict[object, int] = {}
    for row in sheet.rows:
        try:
            said = read_person(row, this_year=now.year)
            if (line := lines.setdefault(said.mark, row.line)) != row.line:
                raise Wrong(_("This person is on line {line} already.").format(line=line))
        except Wrong as wrong:
            faults.append(Fault(row.line, str(wrong)))
        else:
            found.append(said)
    if faults:
        return Report(len(sheet.rows), passed_over=sheet.passed_over, faults=faults)
    if dry_run:  # only read, so that nobody who writes has to wait
        newcomers = Newcomers()
        added = sum(known(each) is None and newcomers.first(each) is each for each in found)
        seen = [
            Seen(line, each.name, " · ".join(filter(None, (words.phone(each.phone), each.email))))
            for each, line in zip(found[:MOST_SEEN], lines.values(), strict=False)
        ]
        return Report(len(sheet.rows), added=added, passed_over=sheet.passed_over, seen=seen)
    made = bring_people(found, by=by, now=now, hub=getattr(hub, "slug", ""))
    codes = [person.code for person in made]
    return Report(len(sheet.rows), added=len(made), made=codes, passed_over=sheet.passed_over)


def export_people() -> str:
    """Everybody, for who runs the house."""
    return write(COLUMNS, rows_of(Person.objects.filter(erased_at=None).order_by("pk").iterator()))


def rows_of(people: Iterable[Person], *, with_years: bool = True) -> Iterable[list[object]]:
    """Without years for a host: a year of birth is shown to nobody (rules/notices.py). The column stays."""
    for person in people:
        year = person.birth_year if with_years else None
        yield [person.name, person.phone, person.email or "", person.language, year or ""]
