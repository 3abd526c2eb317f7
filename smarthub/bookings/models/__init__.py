from smarthub.bookings.models.booking import BookedSpace, Booking
from smarthub.bookings.models.slot import Slot
from smarthub.bookings.models.visit import Visit

__all__ = ["BookedSpace", "Booking", "Slot", "Visit"]
