"""The lists that were taken in, as a table for those who run the hub."""

from collections.abc import Iterator

from smarthub.frontdoor.models import Intake
from smarthub.kit.sheets import stamp
from smarthub.places import queries as places
from smarthub.places.models import Hub

INTAKES = ("taken_at", "taken_by", "kind", "file", "rows", "added", "changed", "taken_back_at", "taken_back_by")


def intake_rows(hub: Hub) -> Iterator[list[object]]:
    zone = places.rulebook(hub).zone
    found = Intake.objects.filter(hub=hub, taken_at__isnull=False).defer("file", "before", "made")
    for each in found.select_related("taken_by", "back_by").order_by("-taken_at", "-pk"):
        yield [
            stamp(each.taken_at, zone),
            each.taken_by.name if each.taken_by else "",
            each.kind,
            each.file_name,
            each.rows,
            each.added,
            each.changed,
            stamp(each.back_at, zone),
            each.back_by.name if each.back_by else "",
        ]
