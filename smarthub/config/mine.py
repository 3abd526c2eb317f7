"""What each floor keeps about a person: one table, a file a line, for the export of my data (kit/mine.py)."""

from smarthub.bookings import queries as bookings
from smarthub.brainstorms import queries as brainstorms
from smarthub.frontdoor.queries import mine as lists
from smarthub.journal import queries as journal
from smarthub.kit.mine import Mine
from smarthub.notices import queries as notices
from smarthub.people import queries as people
from smarthub.places import queries as places

MINE: Mine = {
    "people.json": people.mine,
    "notices.json": notices.mine,
    "places.json": places.mine,
    "bookings.json": bookings.mine,
    "brainstorms.json": brainstorms.mine,
    "frontdoor.json": lists.mine,
    "record.json": journal.mine,
}
