"""Writing an entry, and sealing what was written."""

from datetime import datetime
from typing import Protocol

from django.db import transaction

from smarthub.journal import rules
from smarthub.journal.models import Entry

HOUSE = "house"  # the worker, or a command typed on the machine


class HasCode(Protocol):
    @property
    def code(self) -> str: ...


def record(verb: str, what: str, *, by: HasCode | None, now: datetime, hub: str = "") -> None:
    """Write that `by` (None: the house itself) did `verb` to `what`, in the transaction of the verb itself."""
    Entry.objects.create(verb=verb, what=what, hub=hub, by=by.code if by else HOUSE, at=now)


@transaction.atomic
def seal(*, most: int = 1000) -> int:
    """Seal up to `most` entries in the order in which they became visible; how many. Two workers queue for the last."""
    last = Entry.objects.select_for_update().filter(number__isnull=False).order_by("-number").first()
    number, before = (last.number or 0, last.seal) if last else (0, rules.FIRST)
    entries = list(Entry.objects.select_for_update().filter(number=None).order_by("pk")[:most])
    for entry in entries:
        number += 1
        entry.number, entry.seal = number, rules.hash_of(entry, number, before)
        before = entry.seal
    Entry.objects.bulk_update(entries, ["number", "seal"], batch_size=200)
    return len(entries)
