"""What pages of lower floors show of places."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from smarthub.places import queries


def whom_to_ask(request: HttpRequest, thing: object) -> Mapping[str, Any]:
    """Under the privacy notice: the hubs that answer for it, and how to reach them; a warning while nobody can be."""
    hubs = list(queries.hubs().filter(~Q(phone="") | ~Q(email="") | ~Q(address_th=""))[:50])
    return {"hubs": hubs, "is_reachable": any(hub.email or hub.phone for hub in hubs)}
