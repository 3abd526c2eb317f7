"""Who reacts to which fact: one table, in order, in the same transaction (kit/facts.py)."""

from smarthub.bookings import reactions as bookings
from smarthub.bookings.facts import Booked, BookingCancelled, BookingChanged
from smarthub.brainstorms import reactions as brainstorms
from smarthub.frontdoor import reactions as frontdoor
from smarthub.kit.facts import Reactions
from smarthub.notices import reactions as notices
from smarthub.people.facts import PersonErased, PersonMerged
from smarthub.places import reactions as places
from smarthub.places.facts import PartsChanged

REACTIONS: Reactions = {
    PersonErased: [places.end_hosting, bookings.forget_notes, notices.forget_what_was_told, brainstorms.forget_owner],
    PersonMerged: [
        notices.move_to_kept,
        places.move_to_kept,
        bookings.move_to_kept,
        brainstorms.move_to_kept,
        frontdoor.move_to_kept,
    ],
    Booked: [bookings.confirm_booked],
    BookingChanged: [bookings.confirm_changed],
    BookingCancelled: [bookings.confirm_cancelled],
    PartsChanged: [bookings.keep_booked_wholes_whole],
}
