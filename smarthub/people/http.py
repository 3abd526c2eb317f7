"""How a page finds who is asking. Deny by default: every address asks, unless it stands in PUBLIC (config/public.py)."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.module_loading import import_string


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
