"""Presence: who has a live line to the room, noted every 20 seconds at most. It is counted, never told of anybody."""

from collections.abc import Collection
from datetime import datetime

from smarthub.brainstorms.models import Participant


def heard(participants: Collection[int], *, now: datetime) -> None:
    """These phones, by their keys in the database, were heard just now."""
    Participant.objects.filter(pk__in=participants).update(seen_at=now)
