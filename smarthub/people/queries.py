"""People and what is theirs, asked for a secret, an address or the person."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Lower

from smarthub.kit.recent import Recent
from smarthub.people.models import ApiToken, Consent, OneTimeLink, Person, Profile


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


# Every call of the API asks for its token: a busy program's is asked for once a second by each process. Revoking tells
# this process at once (`forget_tokens`) and the others within that second.
_tokens: Recent[str, ApiToken] = Recent(seconds=1)


def forget_tokens() -> None:
    """Ask anew for every token: one was revoked, or what its person may do has changed."""
    _tokens.forget()


def good_token(secret: str, *, now: datetime) -> ApiToken | None:
    """The token of which this is the secret, with its person, unless it has expired or was revoked."""
    hash_ = hash_of(secret)
    token = _tokens.get(hash_)
    if token is None:
        # Iterated, not first(): that would sort and cut what is one row.
        token = next(iter(ApiToken.objects.select_related("person").filter(hash=hash_)), None)
        if token:
            _tokens.keep(hash_, token)
    return token if token and token.is_good(now) else None


def tokens_of(person: Person, *, now: datetime) -> list[ApiToken]:
    """This person's keys that still open something, the newest first."""
    tokens = ApiToken.objects.filter(person=person, revoked_at=None).order_by("-made_at", "-pk")
    return [token for token in tokens if token.is_good(now)]


def person_with(email: str) -> Person | None:
    """Who signs in with this address, however it is written."""
    with_it = Person.objects.annotate(lower=Lower("email")).filter(lower=email.strip().lower(), erased_at=None)
    return with_it.first()


def person_coded(code: str) -> Person | None:
    return Person.objects.filter(code=code, erased_at=None).first()


def people_named(part: str) -> QuerySet[Person]:
    """People whose name holds this text, for those who run a hub; who came last stands first."""
    return Person.objects.filter(name__icontains=part, erased_at=None).order_by("-last_login", "-pk")


def link_with(secret: str, *, locked: bool = False) -> OneTimeLink | None:
    """The one-time link of which this is the secret, with its person, used or not; `locked` until the transaction ends."""
    links = OneTimeLink.objects.select_for_update(of=("self",)) if locked else OneTimeLink.objects.all()
    return links.select_related("person").filter(hash=hash_of(secret)).first()


def profile_of(person: Person) -> Profile:
    """The person's profile; who has written none yet has an empty, unsaved one."""
    return Profile.objects.filter(person=person).first() or Profile(person=person)


def consents_of(person: Person) -> QuerySet[Consent]:
    """Everything that this person agreed to and took back, the newest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")


def running_consents(person: Person) -> dict[str, Consent]:
    """What this person has agreed to and not taken back, by purpose."""
    return {consent.purpose: consent for consent in Consent.objects.filter(person=person, withdrawn_at=None)}
