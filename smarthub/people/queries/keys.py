"""Keys and links, found by a secret of which only the hash is kept."""

import hashlib
from datetime import datetime

from smarthub.kit.recent import Recent
from smarthub.people.models import ApiToken, OneTimeLink, Person


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


def link_with(secret: str, *, locked: bool = False) -> OneTimeLink | None:
    """The one-time link of which this is the secret, with its person, used or not; `locked` until the transaction ends."""
    links = OneTimeLink.objects.select_for_update(of=("self",)) if locked else OneTimeLink.objects.all()
    return links.select_related("person").filter(hash=hash_of(secret)).first()
