"""Spaces from a CSV file and back: `./hub import spaces FILE.csv`, `./hub export spaces`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from smarthub.kit.refusals import Refused
from smarthub.kit.sheets import EXAMPLE, MOST_SEEN, Fault, Report, Row, Seen, read, write
from smarthub.people.models import Person
from smarthub.places.actions.bring import Brought, bring_spaces
from smarthub.places.actions.spaces import remove_space
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.rules.spaces import MOST_DEEP, PART_OF_ITSELF, TOO_DEEP, SpaceWords, why_not_space

NEEDED = ("hub", "kind", "name", "seats")
COLUMNS = (
    "hub", "floor", "zone", "kind", "name", "seats", "name_en", "part_of", "price_group", "wheelchair",
    "walk_in_only", "amenities", "x", "y", "width", "height", "turn",
)  # fmt: skip
SAMPLE = dict.fromkeys(COLUMNS[1:], "") | {
    "floor": "1", "zone": "โซนเงียบ", "kind": "desk", "name": f"A1 {EXAMPLE}", "seats": "1", "wheelchair": "yes",
}  # fmt: skip
PLACE = ("x", "y", "width", "height", "turn")
LONGEST = {"zone": 80, "price_group": 40, "amenities": 400}  # letters; how long a name may be, the rule says
KINDS = {
    "ที่นั่ง": "desk", "โต๊ะเดี่ยว": "desk", "โต๊ะทำงาน": "desk", "โต๊ะ": "table", "โต๊ะรวม": "table", "บูท": "booth",
    "ห้อง": "room", "ห้องประชุม": "room", "เวิร์กชอป": "workshop", "ห้องปฏิบัติการ": "workshop", "โถง": "hall", "ห้องโถง": "hall",
}  # fmt: skip
YES = {"1", "yes", "y", "true", "x", "ใช่", "ได้", "✓"}
NO = {"", "0", "no", "n", "false", "-", "ไม่", "ไม่ใช่", "ไม่ได้"}


class Wrong(Exception):
    """One thing that is wrong with a row, as a sentence."""


@dataclass
class Place:
    """What one hub has and what the file brings to it."""

    hub: Hub
    floors: list[Floor]
    zones: dict[tuple[int, str], Zone]
    spaces: dict[str, Space]
    lines: dict[str, int] = field(default_factory=dict)
    brought: list[Brought] = field(default_factory=list)

    def floor(self, text: str) -> Floor:
        """The floor of this number or name; one that is named by a number is made where the hub lacks it."""
        if not text and len(self.floors) == 1:
            return self.floors[0]
        if not text:
            raise Wrong(_("Say on which floor."))
        for floor in self.floors:
            if text.casefold() in {str(floor.level), floor.name_th.casefold(), floor.name_en.casefold()}:
                return floor
        try:
            level = int(text)
        except ValueError:
            raise Wrong(_("There is no floor called “{floor}”.").format(floor=text)) from None
        if not -9 <= level <= 200:
            raise Wrong(_("There is no floor called “{floor}”.").format(floor=text))
        floor = Floor(hub=self.hub, level=level, name_th=f"ชั้น {level}", name_en=f"Floor {level}")
        self.floors.append(floor)
        return floor

    def zone(self, floor: Floor, text: str) -> Zone | None:
        if not text:
            return None
        for (level, name), zone in self.zones.items():
            if level == floor.level and text.casefold() in {name.casefold(), zone.name_en.casefold()}:
                return zone
        zone = self.zones[floor.level, text] = Zone(hub=self.hub, floor=floor, name_th=text, mood=_mood(text))
        return zone


def import_spaces(
    data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None, hub: Hub | None = None
) -> Report:
    """Add the spaces that a hub does not have by name, change those that differ; all rows or none. `hub`: the only one
    that is touched, whose name the rows need not say. Raises Refused where the file as a whole cannot be read.
    """
    sheet = read(data, columns=COLUMNS, needed=NEEDED[1:] if hub else NEEDED)
    with transaction.atomic():
        places = _places(hub)
        faults = [Fault(row.line, sentence) for row in sheet.rows if (sentence := _take(row, places, hub))]
        faults += [fault for place in places.values() for fault in _part_faults(place)]
        if faults:
            return Report(len(sheet.rows), 0, 0, sheet.passed_over, sorted(faults, key=lambda fault: fault.line))
        changing = [
            space.pk for place in places.values() for name, space in place.spaces.items() if name in place.lines
        ]
        before = write(COLUMNS, space_rows(Space.objects.filter(pk__in=changing)))
        done = [bring_spaces(place.hub, place.brought, by=by, now=now) for place in places.values() if place.brought]
        names = [(place.hub, name) for place in places.values() for name in place.lines if name not in place.spaces]
        made = [Space.objects.get(hub=each, name_th=name, removed_at=None).ref for each, name in names]
        transaction.set_rollback(dry_run)
    added, changed = sum(n for n, _m in done), sum(m for _n, m in done)
    if dry_run:
        return Report(len(sheet.rows), added, changed, sheet.passed_over, seen=_seen(places))
    return Report(len(sheet.rows), added, changed, sheet.passed_over, made=made, before=before if changed else "")


def _seen(places: dict[str, Place]) -> list[Seen]:
    """The first rows, by kind, seats and floor."""
    brought = [(place.lines[each.words.name_th], each) for place in places.values() for each in place.brought]
    return [
        Seen(
            line,
            each.words.name_th,
            " · ".join((
                str(Space.Kind(each.words.kind).label),
                ngettext("{n} seat", "{n} seats", each.words.seats).format(n=each.words.seats),
                each.floor.name,
            )),
        )
        for line, each in sorted(brought, key=lambda found: found[0])[:MOST_SEEN]
    ]  # fmt: skip


def take_spaces_back(hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]:
    """Undo a list: what it added goes, parts first, and what it changed is again what it was. (gone, stayed)"""
    gone = stayed = 0
    with transaction.atomic():
        found = list(hub.spaces.filter(ref__in=list(made), removed_at=None))
        for space in sorted(found, key=lambda space: (space.part_of_id is None, -space.pk)):
            try:
                remove_space(space, by=by, now=now)
                gone += 1
            except Refused:  # somebody has made it a part of something, or booked the whole of it
                stayed += 1
        if before:
            import_spaces(before.encode(), dry_run=False, now=now, by=by, hub=hub)
    return gone, stayed


def export_spaces() -> str:
    return write(COLUMNS, space_rows(Space.objects.filter(removed_at=None)))


def space_rows(spaces: QuerySet[Space]) -> Iterable[list[object]]:
    """Under COLUMNS."""
    found = sorted(
        spaces.select_related("hub", "floor", "zone", "part_of"), key=lambda s: (s.hub.slug, s.floor.level, s.pk)
    )
    return ([_cell(space, column) for column in COLUMNS] for space in found)


def _cell(space: Space, column: str) -> object:
    special: dict[str, object] = {
        "hub": space.hub.slug,
        "floor": space.floor.level,
        "zone": space.zone.name_th if space.zone else "",
        "name": space.name_th,
        "part_of": space.part_of.name_th if space.part_of else "",
        "wheelchair": "yes" if space.is_wheelchair_accessible else "",
        "walk_in_only": "yes" if space.is_walk_in_only else "",
        "amenities": " ".join(space.amenities),
    }
    return special[column] if column in special else getattr(space, column)


def _places(only: Hub | None) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for hub in Hub.objects.filter(pk=only.pk) if only else Hub.objects.all():
        floors = list(hub.floors.all())
        zones = {(zone.floor.level, zone.name_th): zone for zone in hub.zones.select_related("floor")}
        spaces = {space.name_th: space for space in hub.spaces.filter(removed_at=None).select_related("part_of")}
        found[hub.slug] = Place(hub, floors, zones, spaces)
    return found


def _take(row: Row, places: dict[str, Place], only: Hub | None) -> str:
    """Bring one row to its hub; else what is wrong with it, every sentence of it."""
    place = places.get(row.text("hub").casefold() or (only.slug if only else ""))
    if place is None:
        return _("There is no hub called “{hub}”.").format(hub=row.text("hub"))
    name = row.text("name")
    if name in place.lines:
        return _("The name “{name}” is on line {line} already.").format(name=name, line=place.lines[name])
    wrong: list[str] = []
    try:
        standing = place.spaces.get(name)
        words = _words(row, standing)
        if refusal := why_not_space(words, names=()):
            wrong.append(refusal.sentence)
        level = row.text("floor") or (str(standing.floor.level) if standing else "")
        floor = place.floor(level)
        is_placed = standing is not None or bool(row.text("x") and row.text("y"))
        zone = place.zone(floor, row.text("zone")) if "zone" in row.cells or not standing else standing.zone
        part_of = row.text("part_of")
        if "part_of" not in row.cells and standing and standing.part_of:
            part_of = standing.part_of.name_th
    except Wrong as error:
        wrong.append(str(error))
    if wrong:
        return " ".join(wrong)
    place.lines[name] = row.line
    place.brought.append(Brought(words, floor, zone, part_of, is_placed))
    return ""


def _words(row: Row, standing: Space | None) -> SpaceWords:
    """What the row says; where it says nothing, what stands, or what is usual."""
    for column, most in LONGEST.items():
        if len(row.text(column)) > most:
            raise Wrong(_("“{column}” has at most {most} letters.").format(column=column, most=most))
    kind = row.text("kind").casefold()
    kind = KINDS.get(kind, kind)
    if kind not in Space.Kind.values:
        raise Wrong(_("There is no kind called “{kind}”; kinds are: {kinds}.").format(
            kind=row.text("kind"), kinds=", ".join(Space.Kind.values)
        ))  # fmt: skip
    said = SpaceWords(kind=kind, name_th=row.text("name"))
    if standing:
        kept = {name: getattr(standing, name) for name in SpaceWords.__slots__}
        said = SpaceWords(**kept | {"amenities": tuple(standing.amenities), "kind": kind})
    new: dict[str, Any] = {name: _number(row, name, getattr(said, name)) for name in ("seats", *PLACE)}
    new |= {name: row.text(name) for name in ("name_en", "price_group") if name in row.cells}
    new["is_wheelchair_accessible"] = _tick(row, "wheelchair", said.is_wheelchair_accessible)
    new["is_walk_in_only"] = _tick(row, "walk_in_only", said.is_walk_in_only)
    if "amenities" in row.cells:
        new["amenities"] = tuple(row.text("amenities").replace(",", " ").split())
    return replace(said, **new)


def _number(row: Row, name: str, default: int) -> int:
    try:
        return row.number(name, default)
    except ValueError:
        sentence = _("“{column}” must be a whole number, not “{text}”.")
        raise Wrong(sentence.format(column=name, text=row.text(name))) from None


def _tick(row: Row, name: str, default: bool) -> bool:  # noqa: FBT001 - what stands
    if name not in row.cells:
        return default
    text = row.text(name).casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    raise Wrong(_("“{column}” is yes or no, not “{text}”.").format(column=name, text=row.text(name)))


def _mood(name: str) -> str:
    """A zone that is called as a mood is called has that mood."""
    for mood in Zone.Mood:
        names = {mood.value}
        for language in ("th", "en"):
            with override(language):
                names.add(str(mood.label).casefold())
        if any(each in name.casefold() for each in names):
            return mood
    return Zone.Mood.OTHER


def _part_faults(place: Place) -> list[Fault]:
    """Rows that are a part of what is nowhere, of what has no parts, or in the end of themselves."""
    kinds = {name: space.kind for name, space in place.spaces.items()}
    kinds |= {each.words.name_th: each.words.kind for each in place.brought}
    above = {name: space.part_of.name_th for name, space in place.spaces.items() if space.part_of}
    above |= {each.words.name_th: each.part_of for each in place.brought}
    faults = []
    for each in place.brought:
        if each.part_of and (sentence := _part_fault(each, kinds, above)):
            faults.append(Fault(place.lines[each.words.name_th], sentence))
    return faults


def _part_fault(each: Brought, kinds: dict[str, str], above: dict[str, str]) -> str:
    if each.part_of not in kinds:
        return _("There is no space called “{name}” to be a part of.").format(name=each.part_of)
    if refusal := why_not_space(each.words, names=(), whole=Space(kind=kinds[each.part_of])):
        return refusal.sentence
    seen, name = {each.words.name_th}, each.part_of
    while name:
        if name in seen:
            return str(PART_OF_ITSELF.sentence)
        seen.add(name)
        if len(seen) > MOST_DEEP:
            return str(TOO_DEEP.sentence)
        name = above.get(name, "")
    return ""
