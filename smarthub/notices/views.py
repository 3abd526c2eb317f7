"""What I was told, and what I wish to be told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.notices import queries
from smarthub.notices.actions.choose import choose, see
from smarthub.notices.forms import ChoiceForm
from smarthub.people.http import person_of

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The messages of who is signed in; reading them is having seen them. Sent: their choice is kept."""
    person, now = person_of(request), clock.now()
    choice = queries.choice_of(person)
    form = ChoiceForm.about(choice, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose(person, **form.cleaned_data, now=now)
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:mine")
    told = list(queries.told(person, now=now)[:SHOWN])
    if request.method == "GET":
        see(person, now=now)
    shown = {
        "told": told,
        "form": form,
        "has_mail": bool(person.email) and queries.mail_leaves(),
        "now": now,
    }
    return render(request, "notices/mine.html", shown, status=422 if form.errors else 200)
