"""The rule book of a hub: read once an edition by each process, then asked without a query."""

from zoneinfo import ZoneInfo

from django.db.models import F

from smarthub.places.models import Hub
from smarthub.places.rules.rulebook import LONGEST_CLOSURE_IN_SLOTS, Rulebook

_kept: dict[int, Rulebook] = {}


def rulebook(hub: Hub) -> Rulebook:
    """The book of this hub's present edition."""
    book = _kept.get(hub.pk)
    if book is None or book.edition != hub.edition:
        book = _kept[hub.pk] = _read(hub)
    return book


def edition(hub_id: int) -> str:
    """The edition that holds now."""
    return Hub.objects.values_list("edition", flat=True).get(pk=hub_id)


def _read(hub: Hub) -> Rulebook:
    hub = Hub.objects.get(pk=hub.pk)  # the one given may carry the mark of an edition that came after it was read
    return Rulebook(
        hub_id=hub.pk,
        edition=hub.edition,
        zone=ZoneInfo(hub.timezone),
        closes_on_holidays=hub.closes_on_holidays,
        hours=list(hub.opening_hours.all()),
        overrides=list(hub.day_overrides.all()),
        floors=list(hub.floors.all()),
        zones=list(hub.zones.all()),
        spaces=list(hub.spaces.filter(removed_at=None)),
        policies=list(hub.policies.all()),
        rates=list(hub.rates.all()),
        long_closures=list(
            hub.closures.filter(
                space__removed_at=None, lifted_at=None, ends_at__gt=F("starts_at") + LONGEST_CLOSURE_IN_SLOTS
            )
        ),
    )
