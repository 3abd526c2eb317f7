"""What may stand on an agenda and in minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import AgendaItem, Minutes
from smarthub.brainstorms.rules.command import NO_TEXT
from smarthub.kit.refusals import Refusal

LONGEST_TITLE = 200
LONGEST_MINUTES = 20_000
MOST_ITEMS = 50
LONGEST_ITEM = 480  # minutes
SAME_BREATH = timedelta(minutes=1)  # whoever writes on within it writes the same version on


def why_not_item(title: str, length: int, *, others: int) -> Refusal | None:
    """`others`: how many points there are besides it."""
    if not title:
        return NO_TEXT
    if len(title) > LONGEST_TITLE:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_TITLE)
    if not 0 <= length <= LONGEST_ITEM:
        return Refusal("not-a-length", _("A point takes 0 to {longest} minutes."), longest=LONGEST_ITEM)
    if others >= MOST_ITEMS:
        return Refusal("too-many", _("An agenda has at most {most} points."), most=MOST_ITEMS)
    return None


def why_not_minute(text: str, *, base: int, latest: Minutes | None) -> Refusal | None:
    """`base`: the number that the writer had before them; 0 for an empty sheet."""
    if len(text) > LONGEST_MINUTES:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_MINUTES)
    if base != (latest.number if latest else 0):
        return Refusal(
            "minutes-moved-on",
            _("Somebody else has saved meanwhile. Nothing was overwritten."),
            would_pass=_("Put both texts together, then save again."),
        )
    return None


def times(items: Sequence[AgendaItem], begins_at: datetime) -> list[tuple[AgendaItem, datetime]]:
    """Each point with the moment at which its turn comes."""
    found = []
    for item in items:
        found.append((item, begins_at))
        begins_at += timedelta(minutes=item.length)
    return found
