"""What waits to be sent, and what somebody was told."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from smarthub.notices.models import Channel, Choice, Notice
from smarthub.people.models import Person


def mail_leaves() -> bool:
    """Whether this house can send mail at all."""
    return not str(settings.EMAIL_BACKEND).endswith("dummy.EmailBackend")


def choice_of(person: Person) -> Choice:
    """What this person has chosen; who has chosen nothing has what most people want, unsaved."""
    return Choice.objects.filter(person=person).first() or Choice(person=person)


def told(person: Person, *, now: datetime) -> QuerySet[Notice]:
    """What this person finds on their screen, the newest first."""
    useful = Q(good_until=None) | Q(good_until__gt=now)
    return Notice.objects.filter(
        useful, person=person, channel=Channel.SCREEN, due_at__lte=now, dropped_at=None
    ).order_by("-due_at", "-pk")


def unseen(person: Person, *, now: datetime) -> QuerySet[Notice]:
    """What of it they have not read."""
    return told(person, now=now).filter(seen_at=None)


def waiting(*, now: datetime) -> QuerySet[Notice]:
    """What the worker may try to send now, the first due first. What is on the screen needs no sending."""
    return (
        Notice.objects.filter(sent_at=None, dropped_at=None, claimed_at=None, next_try_at__lte=now)
        .exclude(channel=Channel.SCREEN)
        .order_by("next_try_at", "pk")
    )


def keys_told(keys: list[str]) -> set[str]:
    """Which of these things somebody has been told already."""
    return set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))


def mine(person: Person) -> list[Any]:
    """What was told to this person, for that person."""
    told = Notice.objects.filter(person=person).order_by("made_at", "pk")
    return list(told.values("channel", "subject", "text", "made_at", "sent_at", "seen_at"))
