"""Asking the journal."""

from datetime import datetime
from typing import Any

from smarthub.journal import rules
from smarthub.journal.models import Entry


def first_broken_seal() -> int | None:
    """The number of the first sealed entry that was changed or removed; None when the chain is whole."""
    return rules.first_broken(Entry.objects.filter(number__isnull=False).order_by("number").iterator(chunk_size=2000))


def unsealed() -> int:
    return Entry.objects.filter(number=None).count()


NEWEST = 200


def newest() -> list[tuple[int, str]]:
    """(key, hub) of what was written last, the newest first; whoever asks again sees what is new of which hub."""
    return list(Entry.objects.order_by("-pk").values_list("pk", "hub")[:NEWEST])


def last_time(verb: str, what: str) -> datetime | None:
    """When this happened to this the last time."""
    return Entry.objects.filter(what=what, verb=verb).order_by("-at").values_list("at", flat=True).first()


def mine(person: Any) -> list[Any]:
    """What the record says that this person did, for that person: codes, no content."""
    return list(Entry.objects.filter(by=person.code).order_by("pk").values("verb", "what", "hub", "at"))
