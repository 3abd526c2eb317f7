"""What the host's pages have in common: their way round, and how they answer."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refused
from smarthub.places.models import Hub

SAVED = _("Saved. It applies from now on.")
# (name of the address, what it is called, sign)
PAGES: tuple[tuple[str, Promise, str], ...] = (
    ("hours", _("Opening hours"), "clock"),
    ("days", _("Holidays and single days"), "calendar"),
    ("prices", _("Prices"), "money"),
    ("rules", _("Booking rules"), "rules"),
    ("spaces", _("Spaces"), "seat"),
    ("about", _("About the hub"), "about"),
    ("hosts", _("Hosts"), "people"),
)
IN_TAB = {"space": "spaces"}  # a page that a tab leads on to


def show(request: HttpRequest, page: str, hub: Hub, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    tabs = [
        (reverse(f"places:{name}", kwargs={"hub": hub.slug}), title, sign, name == IN_TAB.get(page, page))
        for name, title, sign in PAGES
    ]
    return render(request, f"places/{page}.html", {"hub": hub, "tabs": tabs, **context}, status=status)


def did(form: forms.BaseForm, do: Callable[[], object]) -> bool:
    """Whether the form was in order and the verb was not refused; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        do()
    except Refused as refused:
        form.add_error(None, refused.refusal.in_full)
        return False
    return True


def saved(request: HttpRequest, page: str, hub: Hub) -> HttpResponse:
    messages.success(request, SAVED)
    return redirect(f"places:{page}", hub=hub.slug)


def status_of(*forms_: forms.BaseForm) -> int:
    return 422 if any(form.is_bound and form.errors for form in forms_) else 200
