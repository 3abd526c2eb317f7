"""The host's pages: what the hub is and what holds there."""

from smarthub.places.views.hand_out import hand_out
from smarthub.places.views.hosts import end_hosting, hosts
from smarthub.places.views.hours import days, hours
from smarthub.places.views.new_hub import new_hub, opened
from smarthub.places.views.overview import overview, own
from smarthub.places.views.plan import draw, picture, plan
from smarthub.places.views.spaces import space, spaces
from smarthub.places.views.terms import prices, rules
from smarthub.places.views.texts import about

__all__ = [
    "about",
    "days",
    "draw",
    "end_hosting",
    "hand_out",
    "hosts",
    "hours",
    "new_hub",
    "opened",
    "overview",
    "own",
    "picture",
    "plan",
    "prices",
    "rules",
    "space",
    "spaces",
]
