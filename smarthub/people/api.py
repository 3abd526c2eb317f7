"""Who calls: a token acts for a person within its scopes and its own limit; a session is the person in their browser.

`request.auth` is the Person. A call that is open to everybody says so itself (auth=None); all others ask.
"""

import math
from functools import cache

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja.utils import check_csrf

from smarthub.kit import clock
from smarthub.kit.api import Problem
from smarthub.kit.limits import Bucket
from smarthub.people import queries
from smarthub.people.models import Person

NO_GOOD = _("This token is unknown, has expired or was revoked.")
OUT_OF_SCOPE = _("This token was not made for that.")


@cache
def _bucket(per_second: int) -> Bucket:
    return Bucket(per_second)


class Bearer:
    """Authorization: Bearer sh_… One query: the token with its person. To read, a token for `read` is enough."""

    openapi_security_schema = {"type": "http", "scheme": "bearer", "description": "./hub token EMAIL --scopes all"}

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Person | None:
        scheme, _blank, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        token = queries.good_token(secret.strip(), now=clock.now()) if scheme.lower() == "bearer" else None
        if token is None:
            raise Problem("sign-in", NO_GOOD, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        in_persons_language(request, token.person)
        if wait := _bucket(token.per_second).take(token.hash):
            raise Problem("too-many", headers={"Retry-After": str(math.ceil(wait))})
        if not (token.allows(self.scope) or (request.method == "GET" and token.allows("read"))):
            raise Problem("forbidden", OUT_OF_SCOPE)
        return token.person


class Session:
    """The person who is signed in; whatever changes something needs the CSRF proof of their pages."""

    openapi_security_schema = {"type": "apiKey", "in": "cookie", "name": "sessionid"}

    def __call__(self, request: HttpRequest) -> Person | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise Problem("csrf")
        in_persons_language(request, request.user)
        return request.user


def in_persons_language(request: HttpRequest, person: Person) -> None:
    """The caller's language is what the call asks for, else the person's own."""
    if not request.META.get("HTTP_ACCEPT_LANGUAGE"):
        translation.activate(person.language)
