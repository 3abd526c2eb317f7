"""How many are in a room, and how many came in: presence is not participation, and a phone may sleep."""

from datetime import datetime, timedelta

from smarthub.brainstorms.models import Participant, Session

NOTED_EVERY = 20.0  # seconds, while a phone listens or asks
HERE = timedelta(seconds=50)  # who was heard since is here: two notes and a while for a slow line


def here_now(session: Session, *, now: datetime) -> int:
    """Phones that were heard in the last 50 seconds."""
    return Participant.objects.filter(session=session, seen_at__gt=now - HERE).count()


def listener(session_pk: int, hash: str) -> int | None:  # noqa: A002 (as the column is called)
    """The participant whose key has this hash, by their key in the database; None for a screen, or a stranger."""
    return Participant.objects.filter(session_id=session_pk, hash=hash).values_list("pk", flat=True).first()
