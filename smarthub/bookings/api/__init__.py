"""The calls about time: what is free, holds, bookings, visits, who is here, feeds. Each finds, asks and answers.

Two routers, because a token is made for bookings, for visits, or for both; a third for tablets, which have keys of their own.
"""

from ninja import Router

from smarthub.bookings.api import (
    availability,
    book,
    change,
    feeds,
    holds,
    hubs,
    kiosk,
    kiosk_pin,
    series,
    visits,
    waits,
)

bookings = Router()
for part in (availability, holds, book, change, hubs, feeds, waits, series):
    bookings.add_router("", part.router)
kiosk.router.add_router("", kiosk_pin.router)

__all__ = ["bookings", "kiosk", "visits"]
