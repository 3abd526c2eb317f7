"""Which panels stand at which place of a lower page (kit/panels.py)."""

from collections.abc import Mapping, Sequence

from smarthub.bookings import panels as bookings
from smarthub.brainstorms import panels as brainstorms
from smarthub.frontdoor import panels as frontdoor
from smarthub.kit.panels import Panel
from smarthub.places import panels as places

PANELS: Mapping[str, Sequence[Panel]] = {
    "settings": [
        Panel(bookings.desk, "bookings/panel_desk.html"),
        Panel(frontdoor.lists, "frontdoor/panel_lists_settings.html"),
    ],
    "desk": [Panel(frontdoor.lists, "frontdoor/panel_lists.html")],
    "kiosks": [Panel(frontdoor.screens, "frontdoor/panel_screens.html")],
    "opened": [Panel(frontdoor.opened, "frontdoor/panel_opened.html")],
    "privacy-contact": [Panel(places.whom_to_ask, "places/panel_whom_to_ask.html")],
    "booking": [Panel(brainstorms.start_here, "brainstorms/panel_start_here.html")],
    "spaces-go": [Panel(bookings.whom_removing_hits, "bookings/panel_spaces_go.html")],
    "set-a-day": [Panel(bookings.whom_it_hits, "bookings/panel_whom_it_hits.html")],
}
