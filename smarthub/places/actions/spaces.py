"""Adding, changing and removing spaces, one at a time or a whole list of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.kit.thai.text import sort_key
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.facts import PartsChanged
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.rules.spaces import SpaceWords, why_not_remove, why_not_space


@transaction.atomic
def add_space(
    hub: Hub,
    words: SpaceWords,
    *,
    floor: Floor,
    zone: Zone | None = None,
    part_of: Space | None = None,
    by: Person | None,
    now: datetime,
) -> Space:
    """Asked again for a space that stands there just so, it answers that space."""
    lock_spaces(hub)
    space = Space(hub=hub)
    standing = hub.spaces.filter(removed_at=None, name_th=words.name_th).first()
    if standing and not differs(standing, words, floor, zone, part_of):
        return standing
    refuse(hub, words, space=None, whole=part_of)
    write(space, words, floor, zone, part_of, now=now)
    new_edition(hub)
    journal.record("space-added", space.ref, hub=hub.slug, by=by, now=now)
    return space


@transaction.atomic
def change_space(
    space: Space,
    words: SpaceWords,
    *,
    floor: Floor,
    zone: Zone | None = None,
    part_of: Space | None = None,
    by: Person | None,
    now: datetime,
) -> Space:
    """Say anew what a space is. Its bookings stay."""
    hub = space.hub
    lock_spaces(hub)
    space = Space.objects.select_related("hub").get(pk=space.pk)
    if not differs(space, words, floor, zone, part_of):
        return space
    refuse(hub, words, space=space, whole=part_of)
    write(space, words, floor, zone, part_of, now=now)
    new_edition(hub)
    journal.record("space-changed", space.ref, hub=hub.slug, by=by, now=now)
    return space


@transaction.atomic
def remove_space(space: Space, *, by: Person, now: datetime) -> Space:
    """The space can no longer be found or booked. Its row and its bookings stay: bookings.queries.hit_by names them."""
    lock_spaces(space.hub)
    space = Space.objects.select_related("hub").get(pk=space.pk)
    if space.removed_at:
        return space
    if refusal := why_not_remove(has_parts=space.parts.filter(removed_at=None).exists()):
        raise Refused(refusal)
    space.removed_at, space.removed_by = now, by
    space.save(update_fields=["removed_at", "removed_by"])
    if space.part_of:
        tell(PartsChanged((space.part_of,), now))
    new_edition(space.hub)
    journal.record("space-removed", space.ref, hub=space.hub.slug, by=by, now=now)
    return space


@dataclass(frozen=True, slots=True)
class Placed:
    """A space of a list: what it is and where, with the name of what it is a part of ("" for none)."""

    words: SpaceWords
    floor: Floor
    zone: Zone | None = None
    part_of: str = ""


@transaction.atomic
def put_spaces(hub: Hub, placed: Sequence[Placed], *, by: Person | None, now: datetime) -> tuple[int, int]:
    """Add what the hub does not have by name and change what differs; (how many added, how many changed).

    Wholes stand in the list before their parts, or in the hub already.
    """
    lock_spaces(hub)
    standing = {space.name_th: space for space in hub.spaces.filter(removed_at=None)}
    added = changed = 0
    for each in placed:
        space, whole = standing.get(each.words.name_th), standing.get(each.part_of)
        if space and not differs(space, each.words, each.floor, each.zone, whole):
            continue
        refuse(hub, each.words, space=space, whole=whole)
        added, changed = (added, changed + 1) if space else (added + 1, changed)
        space = standing[each.words.name_th] = space or Space(hub=hub)
        write(space, each.words, each.floor, each.zone, whole, now=now)
    if added or changed:
        new_edition(hub)
        journal.record("spaces-put", hub.slug, hub=hub.slug, by=by, now=now)
    return added, changed


# The three steps of every verb that says what a space is; actions/redraw.py takes them for a whole floor.


def refuse(hub: Hub, words: SpaceWords, *, space: Space | None, whole: Space | None) -> None:
    same = hub.spaces.filter(removed_at=None, name_th=words.name_th)
    names = [other.name_th for other in same if not space or other.pk != space.pk]
    wholes = dict(hub.spaces.values_list("pk", "part_of_id")) if whole else {}
    if refusal := why_not_space(words, names=names, whole=whole, space=space, wholes=wholes):
        raise Refused(refusal)


def differs(space: Space, words: SpaceWords, floor: Floor, zone: Zone | None, part_of: Space | None) -> bool:
    place = (space.floor_id, space.zone_id, space.part_of_id)
    wanted = (floor.pk, zone.pk if zone else None, part_of.pk if part_of else None)
    return place != wanted or any(getattr(space, name) != value for name, value in words.columns().items())


def write(
    space: Space, words: SpaceWords, floor: Floor, zone: Zone | None, part_of: Space | None, *, now: datetime
) -> None:
    before = space.part_of if space.pk else None
    for name, value in words.columns().items():
        setattr(space, name, value)
    space.floor, space.zone, space.part_of = floor, zone, part_of
    space.sort_key = sort_key(words.name_th)
    space.save()
    if before != part_of:
        tell(PartsChanged(tuple(whole for whole in (before, part_of) if whole), now))
