"""One person who was written down twice: all that points at one record points at the other from then on."""

from collections import Counter
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.kit.rows import move
from smarthub.people import queries
from smarthub.people.facts import PersonMerged
from smarthub.people.models import Block, Card, Consent, Guardian, OneTimeLink, Person, Pin, Profile
from smarthub.people.rules import names
from smarthub.people.rules.merge import why_not_merge

NOUNS = {
    "Consent.person": _("consents"),
    "Guardian.guardian": _("children"),
    "Guardian.child": _("guardians"),
    "Passkey.person": _("passkeys"),
    "Pin.person": _("phone number and PIN"),
    "Card.person": _("cards"),
    "ApiToken.person": _("keys for programs"),
    "Block.person": _("blocks"),
    "Report.by": _("reports"),
}
Moved = Counter[Any]


class _OnlyLooking(Exception):
    """Ends a merge that was only to be looked at: nothing of it stays."""


def merge(
    kept: Person,
    gone: Person,
    *,
    by: Person,
    by_runs_a_hub: bool = False,
    one_runs_a_hub: bool = False,
    now: datetime,
    hub: str = "",
) -> Moved:
    """Make one record of two; how much moved, by noun. `kept` takes what it lacks; the row of `gone` stays, empty, so
    that its code still leads to `kept`. Asked again, nothing moves.

    Who runs a hub is known to the floor above, which says it of `by` and of the two.
    """
    with transaction.atomic():
        rows = Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
        locked = {person.pk: person for person in rows}
        kept, gone = locked[kept.pk], locked[gone.pk]
        moved: Moved = Counter()
        if gone.merged_into_id and gone.merged_into_id == kept.pk:
            return moved
        refusal = why_not_merge(kept, gone, by=by, by_runs_a_hub=by_runs_a_hub, one_runs_a_hub=one_runs_a_hub)
        if refusal:
            raise Refused(refusal)
        _end_unused_ways_in(kept, gone, now)
        _profiles(kept, gone)
        _own_rows(kept, gone, by, now, moved)
        tell(PersonMerged(kept=kept, gone=gone, by=by, at=now, moved=moved))
        _close(kept, gone, now)
        journal.record("merged", f"{gone.code}:{kept.code}", by=by, now=now, hub=hub)
    return moved


def what_would_move(
    kept: Person, gone: Person, *, by: Person, by_runs_a_hub: bool, one_runs_a_hub: bool, now: datetime
) -> Moved:
    """The same, only looked at: it is done and undone, so the figures are exactly those of the merge."""
    moved: Moved = Counter()
    try:
        with transaction.atomic():
            moved = merge(kept, gone, by=by, by_runs_a_hub=by_runs_a_hub, one_runs_a_hub=one_runs_a_hub, now=now)
            raise _OnlyLooking
    except _OnlyLooking:
        queries.forget_tokens()
    return moved


def _end_unused_ways_in(kept: Person, gone: Person, now: datetime) -> None:
    """Where only one of the two has an account, the other's PIN and links, by which nobody ever came in, end: who sets a
    PIN for a guest and merges the guest with an account would else come in as its owner.
    """
    if kept.has_account == gone.has_account:
        return
    guest = gone if kept.has_account else kept
    Pin.objects.filter(person=guest).delete()
    OneTimeLink.objects.filter(person=guest, used_at=None, expires_at__gt=now).update(expires_at=now)


def _profiles(kept: Person, gone: Person) -> None:
    """What the kept profile leaves empty, the other fills, with the audience that it had there."""
    theirs = Profile.objects.filter(person=gone).first()
    if theirs is None:
        return
    mine = Profile.objects.filter(person=kept).first()
    if mine is None:
        Profile.objects.filter(pk=theirs.pk).update(person=kept)
        return
    for field in Profile.FIELDS:
        if field != "name" and not getattr(mine, field) and getattr(theirs, field):
            setattr(mine, field, getattr(theirs, field))
            setattr(mine, f"{field}_audience", getattr(theirs, f"{field}_audience"))
    mine.save()
    theirs.delete()


def _own_rows(kept: Person, gone: Person, by: Person, now: datetime, moved: Moved) -> None:
    """The rows of this floor. Of two that run and may run only once, that of `gone` ends now and stays on record."""
    settle = {
        Consent: lambda row: Consent.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=now),
        Card: lambda row: Card.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now, revoked_by=by),
        Guardian: lambda row: Guardian.objects.filter(pk=row.pk, until=None).update(until=now, ended_by=by),
        Block: lambda row: Block.objects.filter(pk=row.pk, until=None).update(until=now),
        Pin: lambda row: Pin.objects.filter(pk=row.pk).delete(),  # a person has one; the kept one stays
    }
    move("people", gone, kept, settle=settle, nouns=NOUNS, moved=moved)
    EmailAddress.objects.filter(user=gone).delete()
    queries.forget_tokens()


def _close(kept: Person, gone: Person, now: datetime) -> None:
    email = gone.email
    gone.name = names.stand_in(names.ERASED, gone.language)
    gone_birth, gone_phone, gone_joined = gone.birth_year, gone.phone, gone.joined_at
    gone.email, gone.phone, gone.birth_year, gone.last_login = None, "", None, None
    gone.password = make_password(None)  # whoever is signed in as this record is signed out
    gone.erased_at, gone.merged_into = now, kept
    gone.save()
    kept.email = kept.email or email
    kept.phone = kept.phone or gone_phone
    kept.birth_year = kept.birth_year or gone_birth
    kept.first_hub = kept.first_hub or gone.first_hub
    kept.joined_at = min(filter(None, (kept.joined_at, gone_joined)), default=None)
    kept.save(update_fields=["email", "phone", "birth_year", "first_hub", "joined_at"])
