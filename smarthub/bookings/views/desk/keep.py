"""What is kept at the desk: the day, notes, things found."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.bookings import queries
from smarthub.bookings.actions.day import begin_day, end_day
from smarthub.bookings.actions.notes import give_back, keep_found, note_done, write_note
from smarthub.bookings.forms.desk import FoundForm, NoteForm
from smarthub.bookings.models import DeskDay, DeskNote, LostThing
from smarthub.bookings.queries import desk as kept
from smarthub.bookings.queries.figures import Figures, figures
from smarthub.bookings.rules import words
from smarthub.bookings.rules.undo import why_not_undo_put_away
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.people.http import person_of
from smarthub.places import queries as places
from smarthub.places.http import hub_run_by_404

SHOWN = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, hub: str) -> HttpResponseBase:
    """The day in figures. Sent: it is opened, or closed."""
    place, now = hub_run_by_404(request, hub), clock.now()
    today = places.rulebook(place).day_of(now)
    if request.method == "POST":
        if request.POST.get("does") == "open":
            begin_day(place, today, by=person_of(request), now=now)
            messages.success(request, gettext("The day is open. Have a good one!"))
            return redirect("bookings:desk", hub=hub)
        end_day(place, today, by=person_of(request), now=now)
        messages.success(request, gettext("The day is closed. Thank you, and good night."))
        return redirect("bookings:desk-day", hub=hub)
    desk_day = DeskDay.objects.filter(hub=place, date=today).select_related("opened_by", "closed_by").first()
    is_closed = desk_day is not None and desk_day.closed_at is not None
    satang = kept.booked_satang(place, today)
    shown = {
        "hub": place,
        "today": dates.day(today, weekday=True),
        "desk_day": desk_day,
        "is_closed": is_closed,
        "figures": Figures.read(desk_day.figures)
        if desk_day and desk_day.closed_at
        else figures(place, today, now=now),
        "prices": words.price(satang) if satang else "",
        "head_count": queries.head_count(place),
        "notes": kept.notes(place),
    }
    return render(request, "bookings/desk_day.html", shown)


@require_POST
def notes(request: HttpRequest, hub: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    form = NoteForm(request.POST)
    if form.is_valid():
        write_note(place, text=form.cleaned_data["text"], by=person_of(request), now=clock.now())
        messages.success(request, gettext("The note is on the desk."))
    else:
        messages.error(request, gettext("A note needs some words."))
    return redirect("bookings:desk", hub=hub)


@require_POST
def note_off(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    note = get_object_or_404(DeskNote, hub=place, ref=ref)
    note_done(note, by=person_of(request), now=clock.now())
    return redirect("bookings:desk", hub=hub)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest, hub: str) -> HttpResponse | HttpResponseBase:
    """Lost and found."""
    place = hub_run_by_404(request, hub)
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        keep_found(place, what=given["what"], where=given["where"], by=person_of(request), now=clock.now())
        messages.success(request, gettext("It is kept until somebody asks for it."))
        return redirect("bookings:lost", hub=hub)
    now = clock.now()
    things = [(each, _may_be_taken_back(each, now)) for each in kept.things(place)[:SHOWN]]
    shown = {"hub": place, "form": form, "things": things}
    return render(request, "bookings/lost.html", shown, status=422 if form.errors else 200)


def _may_be_taken_back(thing: LostThing, now: datetime) -> bool:
    return thing.returned_at is not None and why_not_undo_put_away(thing.returned_at, now=now) is None


@require_POST
def returned(request: HttpRequest, hub: str, ref: str) -> HttpResponseBase:
    place = hub_run_by_404(request, hub)
    give_back(get_object_or_404(LostThing, hub=place, ref=ref), by=person_of(request), now=clock.now())
    messages.success(request, gettext("It is with its owner again."))
    return redirect("bookings:lost", hub=hub)
