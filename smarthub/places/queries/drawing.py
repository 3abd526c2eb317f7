"""A floor as the editor takes it."""

from typing import Any

from smarthub.places.models import Floor
from smarthub.places.rules.rulebook import Rulebook

_BOX = ("x", "y", "width", "height")
_SAID = ("kind", "name_th", "name_en", "seats", *_BOX, "turn", "amenities", "price_group", "is_wheelchair_accessible",
         "is_walk_in_only")  # fmt: skip


def drawing_of(book: Rulebook, floor: Floor) -> dict[str, Any]:
    """The floor as the editor takes it; lengths in centimetres, spaces named by their refs."""
    by_pk = book.by_pk
    zones = sorted((zone for zone in book.zones if zone.floor_id == floor.pk), key=lambda zone: zone.pk)
    return {
        "edition": book.edition,
        "width": floor.width,
        "height": floor.height,
        "outline": floor.outline,
        "zones": [
            {"was": n} | {name: getattr(zone, name) for name in ("name_th", "name_en", "mood", *_BOX)}
            for n, zone in enumerate(zones)
        ],
        "spaces": [
            {"key": space.ref, "is_new": False, "part_of": by_pk[space.part_of_id].ref if space.part_of_id else ""}
            | {name: getattr(space, name) for name in _SAID}
            for space in book.spaces
            if space.floor_id == floor.pk
        ],
        "removed": [],
    }
