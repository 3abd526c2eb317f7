"""What pages of the floors below show of bookings (config/panels.py)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from smarthub.bookings import queries
from smarthub.kit import clock
from smarthub.places.models import Hub


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
