from smarthub.bookings.queries.at_once import Standing, standing
from smarthub.bookings.queries.bookings import (
    booked_on,
    bookings_at,
    bookings_of,
    hit_by,
    holds_of,
    nobody_came,
    run_out,
    stale_owners,
)
from smarthub.bookings.queries.free import Taken, free_leaves, taken
from smarthub.bookings.queries.hub_days import hub_days
from smarthub.bookings.queries.search import Offer, alternatives, offers
from smarthub.bookings.queries.visits import head_count, here_now, visits_at

__all__ = [
    "Offer",
    "Standing",
    "Taken",
    "alternatives",
    "booked_on",
    "bookings_at",
    "bookings_of",
    "free_leaves",
    "head_count",
    "here_now",
    "hit_by",
    "holds_of",
    "hub_days",
    "nobody_came",
    "offers",
    "run_out",
    "stale_owners",
    "standing",
    "taken",
    "visits_at",
]
