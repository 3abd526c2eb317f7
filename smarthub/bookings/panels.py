"""What pages of the floors below show of bookings (config/panels.py)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from smarthub.bookings import queries
from smarthub.bookings.queries.standing_for import rehousings
from smarthub.kit import clock
from smarthub.places.models import Hub, Space


def desk(request: HttpRequest, hub: Hub) -> Mapping[str, Any]:
    """On the settings of a hub: the way to the desk, and who is in the house."""
    return {"hub": hub, "people": queries.head_count(hub)}


def whom_it_hits(request: HttpRequest, hub: Hub) -> Mapping[str, Any]:
    """Beside the form that sets a day: how many bookings stand from now on, and where to see whom a closing hits."""
    now = clock.now()
    return {
        "hub": hub,
        "count": queries.bookings_at(hub, now, now + timedelta(days=365)).filter(cancelled_at=None).count(),
    }


SHOWN = 50


def whom_removing_hits(request: HttpRequest, spaces: Sequence[Space]) -> Mapping[str, Any] | None:
    """Where spaces shall go: whose bookings they have, and where each could be instead. Nothing where there are none."""
    if not spaces:
        return None
    found = rehousings(spaces[0].hub, spaces, now=clock.now(), most=SHOWN)
    if not found:
        return None
    can = sum(each.spaces is not None for each in found)
    return {"hub": spaces[0].hub, "found": found, "can": can, "cannot": len(found) - can, "spaces": spaces}
