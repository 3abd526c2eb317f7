"""Which panels stand at which place of a lower page (kit/panels.py)."""

from collections.abc import Mapping, Sequence

from smarthub.bookings import panels as bookings
from smarthub.kit.panels import Panel

PANELS: Mapping[str, Sequence[Panel]] = {
    "settings": [Panel(bookings.desk, "bookings/panel_desk.html")],
    "set-a-day": [Panel(bookings.whom_it_hits, "bookings/panel_whom_it_hits.html")],
}
