"""Somebody read a code off a sheet or a screen: one field for it, and into the room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.forms import CodeForm


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """The code is all that is needed, so that nobody is asked who they are."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("brainstorms:room", code=form.cleaned_data["code"])
    return render(request, "brainstorms/enter.html", {"form": form}, status=422 if form.errors else 200)
