"""What each floor brings to `./hub demo`, from the ground up: fictional, and marked as such.

Places bring nothing of their own: the demo lives in the hub of the first run.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from smarthub.bookings import demo as bookings
from smarthub.brainstorms import demo as brainstorms

Demo = Callable[[int, datetime], str]  # (scale, now) -> one sentence on what was made

DEMOS: Mapping[str, Demo] = {"bookings": bookings.make, "brainstorms": brainstorms.make}
