from smarthub.bookings.models.booking import BookedSpace, Booking
from smarthub.bookings.models.desk import DeskDay, DeskNote, LostThing
from smarthub.bookings.models.guest import Guest
from smarthub.bookings.models.kiosk import Kiosk, KioskEntry
from smarthub.bookings.models.series import Series, SeriesDay, SeriesSpace
from smarthub.bookings.models.showing import Showing
from smarthub.bookings.models.slot import Slot
from smarthub.bookings.models.visit import Visit
from smarthub.bookings.models.waitlist import Wait, WaitOffer, WaitSpace

__all__ = [
    "BookedSpace",
    "Booking",
    "DeskDay",
    "DeskNote",
    "Guest",
    "Kiosk",
    "KioskEntry",
    "LostThing",
    "Series",
    "SeriesDay",
    "SeriesSpace",
    "Showing",
    "Slot",
    "Visit",
    "Wait",
    "WaitOffer",
    "WaitSpace",
]
