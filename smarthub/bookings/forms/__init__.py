from smarthub.bookings.forms.along import AlongForm
from smarthub.bookings.forms.desk import CloseDayForm, CloseSpaceForm, WalkInForm
from smarthub.bookings.forms.guest import GuestForm
from smarthub.bookings.forms.pick import Pick, pick_text, read_pick, wish_of
from smarthub.bookings.forms.wish import Wish, WishForm, first_day, read_wish

__all__ = [
    "AlongForm",
    "CloseDayForm",
    "CloseSpaceForm",
    "GuestForm",
    "Pick",
    "WalkInForm",
    "Wish",
    "WishForm",
    "first_day",
    "pick_text",
    "read_pick",
    "read_wish",
    "wish_of",
]
