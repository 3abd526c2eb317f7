"""People, asked for a token."""

import hashlib
from datetime import datetime

from smarthub.people.models import ApiToken


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def good_token(secret: str, *, now: datetime) -> ApiToken | None:
    """The token of which this is the secret, with its person, unless it has expired or was revoked."""
    token = ApiToken.objects.select_related("person").filter(hash=hash_of(secret)).first()
    return token if token and token.is_good(now) else None
