"""Drawing a floor anew: walls, zones and spaces, all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.actions.spaces import differs, refuse, write
from smarthub.places.facts import PartsChanged
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.rules.redraw import CHANGED_MEANWHILE, UNKNOWN, Drawing, DrawnSpace, DrawnZone, zone_at
from smarthub.places.rules.spaces import MOST_DEEP, PART_OF_ITSELF, TOO_DEEP, why_not_remove


@dataclass(frozen=True, slots=True)
class Redrawn:
    """How many spaces were added, changed and removed, and the edition that holds now."""

    added: int
    changed: int
    removed: int
    edition: str


@transaction.atomic
def redraw(floor: Floor, drawing: Drawing, *, edition: str, by: Person, now: datetime) -> Redrawn:
    """Draw the floor as said. `edition`: the hub's when the drawing was begun; another one is refused, so that nobody
    draws over what a colleague has changed. The bookings of what is removed stand: bookings.queries.standing_for has them.
    """
    hub = floor.hub
    lock_spaces(hub)
    if Hub.objects.values_list("edition", flat=True).get(pk=hub.pk) != edition:
        raise Refused(CHANGED_MEANWHILE)
    floor = Floor.objects.get(pk=floor.pk)
    zones = _draw_zones(hub, floor, drawing.zones)
    standing = {s.ref: s for s in floor.spaces.filter(removed_at=None).select_related("part_of", "hub")}
    known = {each.key for each in drawing.spaces if not each.is_new} | drawing.removed
    if not known <= set(standing):
        raise Refused(UNKNOWN)
    kept = [each for each in drawing.spaces if each.key not in drawing.removed]
    if refusal := why_not_remove(has_parts=any(each.part_of in drawing.removed for each in kept)):
        raise Refused(refusal)
    gone = [standing.pop(ref) for ref in sorted(drawing.removed)]
    _remove(gone, by=by, now=now)  # first, so that their names are free
    _make_way(kept, standing)
    added, changed = _draw_spaces(hub, floor, kept, standing, zones, now=now)
    _tell_of(gone, now=now)
    floor.width, floor.height, floor.outline = drawing.width, drawing.height, drawing.outline
    floor.save(update_fields=["width", "height", "outline"])
    new_edition(hub)
    journal.record("floor-drawn", f"{hub.slug}/{floor.level}", hub=hub.slug, by=by, now=now)
    return Redrawn(added, changed, len(drawing.removed), hub.edition)


@transaction.atomic
def add_floor(hub: Hub, *, by: Person, now: datetime) -> Floor:
    """Another floor above the highest one, four walls and a door."""
    lock_spaces(hub)
    level = (hub.floors.aggregate(highest=Max("level"))["highest"] or 0) + 1
    walls = [[600, 800], [0, 800], [0, 0], [1000, 0], [1000, 800], [750, 800]]
    floor = Floor.objects.create(
        hub=hub,
        level=level,
        name_th=f"ชั้น {level}",
        name_en=f"Floor {level}",
        width=1000,
        height=800,
        outline=[walls, {"door": [[750, 800], [600, 800]]}],
    )
    new_edition(hub)
    journal.record("floor-added", f"{hub.slug}/{level}", hub=hub.slug, by=by, now=now)
    return floor


def _draw_zones(hub: Hub, floor: Floor, drawn: Sequence[DrawnZone]) -> list[Zone]:
    standing = list(floor.zones.order_by("pk"))
    kept = []
    for each in drawn:
        zone = Zone(hub=hub, floor=floor) if each.was is None else _zone_that_was(standing, each.was)
        zone.name_th, zone.name_en, zone.mood = each.name_th, each.name_en, each.mood
        zone.x, zone.y, zone.width, zone.height = each.x, each.y, each.width, each.height
        zone.save()
        kept.append(zone)
    gone = [zone.pk for zone in standing if zone not in kept]
    Space.objects.filter(hub=hub, zone__in=gone).update(zone=None)
    Zone.objects.filter(pk__in=gone).delete()
    return kept


def _zone_that_was(standing: Sequence[Zone], was: int) -> Zone:
    if not 0 <= was < len(standing):
        raise Refused(UNKNOWN)
    return standing[was]


def _make_way(drawn: Iterable[DrawnSpace], standing: Mapping[str, Space]) -> None:
    """Two spaces may swap their names: both give them up before either takes one."""
    for each in drawn:
        space = standing.get(each.key)
        if space and not each.is_new and space.name_th != each.words.name_th:
            Space.objects.filter(pk=space.pk).update(name_th=f"\u00a0{space.pk}")


def _draw_spaces(
    hub: Hub,
    floor: Floor,
    drawn: Sequence[DrawnSpace],
    standing: dict[str, Space],
    zones: Sequence[Zone],
    *,
    now: datetime,
) -> tuple[int, int]:
    added = changed = 0
    for each in _wholes_first(drawn):
        whole = standing.get(each.part_of)
        if each.part_of and whole is None:
            raise Refused(UNKNOWN)
        space = Space(hub=hub) if each.is_new else standing[each.key]
        zone = zone_at(zones, each.middle)
        if not each.is_new and not differs(space, each.words, floor, zone, whole):
            continue
        refuse(hub, each.words, space=None if each.is_new else space, whole=whole)
        write(space, each.words, floor, zone, whole, now=now)
        standing[each.key] = space
        added, changed = (added + 1, changed) if each.is_new else (added, changed + 1)
    return added, changed


def _wholes_first(drawn: Sequence[DrawnSpace]) -> list[DrawnSpace]:
    by_key = {each.key: each for each in drawn}

    def depth(each: DrawnSpace) -> int:
        seen = {each.key}
        while above := by_key.get(each.part_of):
            if above.key in seen:
                raise Refused(PART_OF_ITSELF)
            if len(seen) >= MOST_DEEP:
                raise Refused(TOO_DEEP)
            seen.add(above.key)
            each = above
        return len(seen)

    return sorted(drawn, key=depth)


def _remove(spaces: Sequence[Space], *, by: Person, now: datetime) -> None:
    Space.objects.filter(pk__in=[space.pk for space in spaces]).update(removed_at=now, removed_by=by)
    for space in spaces:
        journal.record("space-removed", space.ref, hub=space.hub.slug, by=by, now=now)


def _tell_of(gone: Sequence[Space], *, now: datetime) -> None:
    keys = {space.pk for space in gone}
    if refusal := why_not_remove(has_parts=Space.objects.filter(part_of__in=keys, removed_at=None).exists()):
        raise Refused(refusal)
    for space in gone:
        if space.part_of and space.part_of_id not in keys:
            tell(PartsChanged((space.part_of,), now))
