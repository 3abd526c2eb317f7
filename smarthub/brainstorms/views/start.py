"""Opening a session in a room that is booked: the room and the time are known already."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.bookings import http as bookings
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.queries.templates import choices_of
from smarthub.brainstorms.rules.templates import FREE
from smarthub.brainstorms.views.told import booked_for
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.thai import dates
from smarthub.people.http import person_of


class StartForm(forms.Form):
    question = forms.CharField(label=_("What is the question?"), max_length=300)
    template = forms.ChoiceField(label=_("How?"), initial=FREE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template = self.fields["template"]
        assert isinstance(template, forms.ChoiceField)
        template.choices = choices


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    person, now = person_of(request), clock.now()
    found = bookings.find(person, ref, key=request.GET.get("key", ""), now=now)
    if found is None or found.booking.cancelled_at or found.booking.ends_at <= now:
        raise Http404
    booking = found.booking
    form = StartForm(request.POST or None, choices=[(each.ref, each.title) for each in choices_of(booking.hub)])
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            session = open_session(
                booking.hub, question=sent["question"], template=sent["template"], booking=booking, by=person, now=now
            )
        except Refused as refused:
            form.add_error("question", refused.refusal.in_full)
        else:
            return redirect("brainstorms:lead", code=session.code)
    shown = {
        "form": form,
        "booking": booking,
        "where": booked_for(booking),
        "day": dates.day(dates.local(booking.starts_at).date(), weekday=True),
        "back": found.address(),
    }
    return render(request, "brainstorms/start.html", shown, status=422 if form.is_bound else 200)
