"""What the house knows of me: taking it along, erasing it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smarthub.kit import clock
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.actions import erase as erasing
from smarthub.people.forms import EraseForm
from smarthub.people.http import person_of


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What I may do with what is kept about me."""
    return render(request, "people/data.html", {"person": person_of(request)})


@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays is said first; then a tick and a button, and the visitor is a stranger again."""
    person = person_of(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            erasing.erase(person, by=person, now=clock.now())
        except Refused as refused:
            refusal = refused.refusal
        else:
            logout(request)
            messages.success(request, _("Your data are erased, and you are signed out. You are always welcome."))
            return redirect("/")
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "people/erase.html", {"form": form, "refusal": refusal}, status=status)
