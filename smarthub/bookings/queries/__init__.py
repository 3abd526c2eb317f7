from smarthub.bookings.queries.activities import Activity, activities
from smarthub.bookings.queries.at_once import Standing, sat_on_early, standing, standings
from smarthub.bookings.queries.bookings import (
    booked_on,
    bookings_at,
    bookings_of,
    hit_by,
    holds_of,
    is_given_away,
    nobody_came,
    run_out,
    stale_owners,
)
from smarthub.bookings.queries.free import Taken, free_between, free_leaves, from_now_on, taken
from smarthub.bookings.queries.hub_days import hub_days
from smarthub.bookings.queries.mine import mine
from smarthub.bookings.queries.search import Offer, alternatives, offer_apart, offers
from smarthub.bookings.queries.series import days_of, pattern_of, series_of, series_with, times_on
from smarthub.bookings.queries.share import ahead_of, fits_share, seats_booked, seats_left, why_kept
from smarthub.bookings.queries.visits import head_count, here_now, visits_at
from smarthub.bookings.queries.waitlist import (
    before_in_line,
    everybody_in_line,
    in_line,
    is_free,
    open_offer,
    waits_at,
    waits_in_order,
    waits_of,
)

__all__ = [
    "Activity",
    "Offer",
    "Standing",
    "Taken",
    "activities",
    "ahead_of",
    "alternatives",
    "before_in_line",
    "booked_on",
    "bookings_at",
    "bookings_of",
    "days_of",
    "everybody_in_line",
    "fits_share",
    "free_between",
    "free_leaves",
    "from_now_on",
    "head_count",
    "here_now",
    "hit_by",
    "holds_of",
    "hub_days",
    "in_line",
    "is_free",
    "is_given_away",
    "mine",
    "nobody_came",
    "offer_apart",
    "offers",
    "open_offer",
    "pattern_of",
    "run_out",
    "sat_on_early",
    "seats_booked",
    "seats_left",
    "series_of",
    "series_with",
    "stale_owners",
    "standing",
    "standings",
    "taken",
    "times_on",
    "visits_at",
    "waits_at",
    "waits_in_order",
    "waits_of",
    "why_kept",
]
