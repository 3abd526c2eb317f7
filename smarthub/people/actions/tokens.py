"""Keys for programs."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.models import ApiToken, Person
from smarthub.people.rules import scopes as rules

PREFIX = "sh_"
LASTS = rules.LONGEST


@transaction.atomic
def make_token(
    person: Person,
    *,
    scopes: str = rules.ALL,
    name: str = "",
    lasts: timedelta = LASTS,
    by: Person | None,
    now: datetime,
) -> str:
    """Make a key for a person's program and answer its secret, which is kept nowhere."""
    scopes = rules.tidy(scopes)
    if refusal := rules.why_not_scopes(scopes):
        raise Refused(refusal)
    secret = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        person=person,
        name=name.strip(),
        hash=queries.hash_of(secret),
        scopes=scopes,
        made_at=now,
        expires_at=now + min(lasts, LASTS),
    )
    journal.record("token-made", person.code, by=by, now=now)
    return secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, now: datetime) -> None:
    """From now on the key opens nothing. Asked again, it stays revoked at the first moment."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        queries.forget_tokens()
        journal.record("token-revoked", token.person.code, by=by, now=now)
