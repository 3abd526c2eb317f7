"""Asking the journal."""

from smarthub.journal import rules
from smarthub.journal.models import Entry


def first_broken_seal() -> int | None:
    """The number of the first sealed entry that was changed or removed; None when the chain is whole."""
    return rules.first_broken(Entry.objects.filter(number__isnull=False).order_by("number").iterator(chunk_size=2000))


def unsealed() -> int:
    return Entry.objects.filter(number=None).count()
