"""What has happened here, for the floors above."""

from dataclasses import dataclass
from datetime import datetime

from smarthub.bookings.models import Booking, Visit


@dataclass(frozen=True)
class Booked:
    """A party has its spaces: the booking is made, or the hold confirmed."""

    booking: Booking


@dataclass(frozen=True)
class BookingChanged:
    booking: Booking
    at: datetime


@dataclass(frozen=True)
class BookingCancelled:
    booking: Booking


@dataclass(frozen=True)
class NoShow:
    """Nobody came in time; the rest of the booking is free again."""

    booking: Booking


@dataclass(frozen=True)
class CheckedIn:
    visit: Visit


@dataclass(frozen=True)
class Left:
    visit: Visit
