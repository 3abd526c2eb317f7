"""What is asked of a room: its log, its state for somebody, its results."""

from smarthub.brainstorms.queries.log import events_after, moved
from smarthub.brainstorms.queries.mine import mine
from smarthub.brainstorms.queries.rooms import (
    hash_of,
    leads,
    participant_with,
    room_coded,
    session_coded,
    sessions_led_by,
)

__all__ = [
    "events_after",
    "hash_of",
    "leads",
    "mine",
    "moved",
    "participant_with",
    "room_coded",
    "session_coded",
    "sessions_led_by",
]
