"""The API: which calls there are, and what a token must be made for to use them."""

from smarthub.bookings import api as bookings
from smarthub.brainstorms import api as brainstorms
from smarthub.kit.api import Door
from smarthub.people.api import Bearer, Session
from smarthub.places import api as places

api = Door(
    title="Smart Hub",
    version="1",
    urls_namespace="api",
    description=(
        "Bearer token or session. Times are RFC 3339 with their offset. Money is whole satang. Errors are problem+json "
        "(RFC 9457) in the caller's language. Lists are {items, next}. Every POST takes an Idempotency-Key."
    ),
)
api.add_router("", places.router, auth=[Bearer("bookings"), Session()])
api.add_router("", bookings.bookings, auth=[Bearer("bookings"), Session()])
api.add_router("", bookings.visits.router, auth=[Bearer("visits"), Session()])
api.add_router("", bookings.kiosk.opening)
api.add_router("", bookings.kiosk.router, auth=[bookings.kiosk.KioskKey()])
api.add_router("", brainstorms.router, auth=[Bearer("brainstorms"), Session()])
