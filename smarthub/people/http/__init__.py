"""How a page finds who is asking. Deny by default: every address asks, unless it stands in PUBLIC (config/public.py)."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from smarthub.people.models import ApiToken, Person


@cache
def public() -> frozenset[str]:
    return frozenset(import_string(settings.PUBLIC))


class DenyByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in public() or name.split(":")[0] + ":*" in public() or request.user.is_authenticated:
            return None
        return redirect_to_login(request.get_full_path())


def signed_in(request: HttpRequest) -> Person | None:
    """Who is signed in, where anybody is."""
    return request.user if isinstance(request.user, Person) else None


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; for everybody else there is no such page."""
    if (person := signed_in(request)) is None:
        raise Http404
    return person


def own_token_or_404(person: Person, mark: str) -> ApiToken:
    return get_object_or_404(ApiToken, person=person, hash__startswith=mark)


def next_address(request: HttpRequest) -> str:
    """Where the visitor wanted to go before signing in; empty when nowhere, or out of the house."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def address_after_sign_in(request: HttpRequest) -> str:
    return next_address(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
