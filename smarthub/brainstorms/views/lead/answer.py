"""What the pages of those who lead have in common: their way round, and how they answer."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.http import sender_of, session_or_404
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import Sender

# (name of the address, what it is called, sign); the pages round the console
PAGES: tuple[tuple[str, str | Promise, str], ...] = (
    ("lead", _("Lead"), "steps"),
    ("phases", _("Steps"), "list"),
    ("paper", _("On paper"), "ticket"),
    ("company", _("Who leads"), "people"),
    ("minutes", _("Agenda and minutes"), "edit"),
    ("results", _("Results"), "chart"),
    ("report", _("Report"), "journal"),
)
IN_TAB = {"phase": "phases", "keep": "phases", "join-sheet": "lead"}  # a page that a tab leads on to


def led_or_404(request: HttpRequest, code: str) -> tuple[Session, Sender]:
    """The session, for those who lead it; for everybody else there is no such page."""
    session = session_or_404(code)
    by = sender_of(request, session)
    if not by.leads:
        raise Http404
    return session, by


def show(
    request: HttpRequest, page: str, session: Session, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    tabs = [
        (
            reverse(f"brainstorms:{name}", kwargs={"code": session.code}),
            title,
            sign,
            "page" if name == page else "true" if name == IN_TAB.get(page) else "",
        )
        for name, title, sign in PAGES
    ]
    shown = {"session": session, "tabs": tabs, "mark": uuid4, **context}
    template = "brainstorms/lead.html" if page == "lead" else f"brainstorms/lead_{page.replace('-', '_')}.html"
    return render(request, template, shown, status=status)


def status_of(form: forms.BaseForm) -> int:
    return 422 if form.is_bound and form.errors else 200
