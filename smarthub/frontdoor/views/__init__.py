from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from smarthub.bookings import queries as bookings
from smarthub.frontdoor import queries
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.notices import queries as notices
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, is migrated, and the worker lives: 200, else 503 with what is wrong."""
    wrong = queries.what_is_wrong()
    return JsonResponse({"ready": not wrong, "wrong": wrong}, status=503 if wrong else 200)


def home(request: HttpRequest) -> HttpResponse:
    """The hub, where there is one; else the list of hubs."""
    if only := places.only_hub():
        return _hub_page(request, only)
    return render(
        request,
        "frontdoor/hubs.html",
        {"hubs": queries.hubs_now(now=clock.now()), "may_open": getattr(request.user, "is_admin", False)},
    )


def hub(request: HttpRequest, hub: str) -> HttpResponse:
    return _hub_page(request, hub_or_404(hub))


def _hub_page(request: HttpRequest, hub: Hub) -> HttpResponse:
    now = clock.now()
    book = places.rulebook(hub)
    return render(
        request,
        "frontdoor/hub.html",
        {
            "hub": hub,
            "book": book,
            "standing": bookings.standing(hub, now=now),
            "week": queries.week(hub, now=now),
            "now": now,
            "book_url": reverse("bookings:book", kwargs={"hub": hub.slug}),
        },
    )


def only_hub(request: HttpRequest, page: str) -> HttpResponse:
    """An address without a hub, for a page that has one: the hub's where there is one, else the choice."""
    if only := places.only_hub():
        return redirect(f"bookings:{page}", hub=only.slug)
    return redirect("frontdoor:home")


def me(request: HttpRequest) -> HttpResponse:
    """My day: what I booked, where I am now, what I run."""
    person, now = request.user, clock.now()
    assert isinstance(person, Person)
    mine = bookings.bookings_of(person)
    coming = list(mine.filter(ends_at__gt=now, cancelled_at=None, no_show_at=None)[:50])
    run = list(places.hubs_run_by(person, now=now))
    return render(
        request,
        "frontdoor/me.html",
        {
            "person": person,
            "now": now,
            "coming": coming,
            "past": list(mine.filter(ends_at__lte=now, ends_at__gt=now - timedelta(days=90)).reverse()[:20]),
            "hubs": run,
            "may_open": person.is_admin,
            "is_empty_house": not (run or coming) and not places.hubs().exists(),
            "waits": list(bookings.waits_of(person)),
            "series": list(bookings.series_of(person).filter(ended_at=None, until__gte=dates.local(now).date())[:20]),
            "unseen": notices.unseen(person, now=now).count(),
        },
    )


def credits_(request: HttpRequest) -> HttpResponse:
    """Whose work this stands on."""
    return render(request, "frontdoor/credits.html", {"credits": queries.CREDITS})
