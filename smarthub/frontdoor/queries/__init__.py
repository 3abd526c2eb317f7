from smarthub.frontdoor.queries.credits import CREDITS, Credit
from smarthub.frontdoor.queries.hubs import HubNow, OpenDay, hubs_now, week
from smarthub.frontdoor.queries.ready import what_is_wrong

__all__ = ["CREDITS", "Credit", "HubNow", "OpenDay", "hubs_now", "week", "what_is_wrong"]
