"""My keys for programs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.people import queries
from smarthub.people.actions.tokens import make_token, revoke_token
from smarthub.people.forms import TokenForm
from smarthub.people.http import own_token_or_404, person_of
from smarthub.people.rules import scopes


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """My keys, and a new one. Its secret is in this one answer and nowhere else."""
    person, now = person_of(request), clock.now()
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        secret = make_token(
            person,
            scopes=",".join(asked["scopes"]),
            name=asked["name"],
            lasts=scopes.LASTS[asked["lasts"]][0],
            by=person,
            now=now,
        )
        form = TokenForm()
    keys = [
        (token, [scopes.SCOPES.get(scope, scope) for scope in token.scopes.split(",")])
        for token in queries.tokens_of(person, now=now)
    ]
    return render(request, "people/tokens.html", {"form": form, "secret": secret, "keys": keys})


@require_POST
def revocation(request: HttpRequest, mark: str) -> HttpResponse:
    person = person_of(request)
    revoke_token(own_token_or_404(person, mark), by=person, now=clock.now())
    messages.success(request, _("The key no longer works."))
    return redirect("people:tokens")
