"""One-time links: for the first host, and for everybody who has no e-mail."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.join import has_signed_in
from smarthub.people.models import OneTimeLink, Person
from smarthub.people.rules import links as rules


def hand_out_link(
    person: Person,
    *,
    by: Person,
    by_runs_a_hub: bool,
    person_runs_a_hub: bool,
    mail_is_sent: bool = False,
    now: datetime,
    hub: str = "",
) -> str:
    """Make a link that signs a person in, and answer its secret, which is kept nowhere.

    Who runs a hub is known to the floor above, which says it for both.
    """
    refusal = rules.why_not_hand_out(
        person,
        by=by,
        by_runs_a_hub=by_runs_a_hub,
        person_runs_a_hub=person_runs_a_hub,
        mail_is_sent=mail_is_sent,
    )
    if refusal:
        raise Refused(refusal)
    return _make(person, by=by, lasts=rules.LASTS, now=now, hub=hub)


def hand_out_first_link(person: Person, *, now: datetime) -> str:
    """The link that `./hub run` prints for the first host; whoever reads the terminal owns the house."""
    return _make(person, by=None, lasts=rules.FIRST_HOST_LASTS, now=now)


@transaction.atomic
def _make(person: Person, *, by: Person | None, lasts: timedelta, now: datetime, hub: str = "") -> str:
    Person.objects.select_for_update().get(pk=person.pk)  # two links made at once: one of them is the newest
    # The newest link alone opens, so that a lost one is ended by making another.
    OneTimeLink.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
    secret = secrets.token_urlsafe(24)
    OneTimeLink.objects.create(
        person=person, hash=queries.hash_of(secret), made_at=now, made_by=by, expires_at=now + lasts
    )
    journal.record("link-handed-out", person.code, by=by, now=now, hub=hub)
    return secret


@transaction.atomic
def use_link(secret: str, *, now: datetime) -> Person:
    """Spend the link and answer who it signs in. Only one of several at once may; a second use is refused on purpose."""
    link = queries.link_with(secret, locked=True)
    if refusal := rules.why_not_use(link, now=now):
        raise Refused(refusal)
    assert link is not None
    OneTimeLink.objects.filter(pk=link.pk).update(used_at=now)
    journal.record("link-used", link.person.code, by=link.person, now=now)
    return has_signed_in(link.person, now=now)
