from smarthub.frontdoor.queries.credits import CREDITS, Credit
from smarthub.frontdoor.queries.hubs import HubNow, OpenDay, app_name, hubs_now, week
from smarthub.frontdoor.queries.ready import what_is_wrong
from smarthub.frontdoor.queries.rooms import RoomNow, doing_in, rooms_now, rooms_of

__all__ = [
    "CREDITS",
    "Credit",
    "HubNow",
    "OpenDay",
    "RoomNow",
    "app_name",
    "doing_in",
    "hubs_now",
    "rooms_now",
    "rooms_of",
    "week",
    "what_is_wrong",
]
