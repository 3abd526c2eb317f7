"""The ways through the house, on every page: for a stranger, for somebody signed in, for a host."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from smarthub.frontdoor import queries
from smarthub.kit import clock
from smarthub.look.shell import NavItem
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub


def ways(request: HttpRequest) -> dict[str, object]:
    """Nothing is asked of the database for a stranger, and nothing before a template shows it."""
    return {
        "nav": SimpleLazyObject(lambda: _nav(request)),
        "tools": SimpleLazyObject(lambda: _tools(request)),
        "foot_links": SimpleLazyObject(_foot_links),
    }


def _hub_slug(request: HttpRequest) -> str | None:
    match = request.resolver_match
    slug = match.kwargs.get("hub") if match else None
    return slug if isinstance(slug, str) else None


def _person(request: HttpRequest) -> Person | None:
    person = getattr(request, "user", None)
    return person if isinstance(person, Person) else None


def _nav(request: HttpRequest) -> list[NavItem]:
    slug = _hub_slug(request)
    here = request.resolver_match.view_name if request.resolver_match else ""
    at = {"hub": slug} if slug else None

    def item(view: str, name: str, icon: str, kwargs: dict[str, str] | None = None, *others: str) -> NavItem:
        return NavItem(reverse(view, kwargs=kwargs), name, icon, current=here in (view, *others))

    found = [
        item("frontdoor:hub", _("The hub"), "home", at, "frontdoor:home")
        if at
        else item("frontdoor:home", _("The hub"), "home"),
        item("bookings:book", _("Book"), "calendar-add", at)
        if at
        else item("frontdoor:book", _("Book"), "calendar-add"),
    ]
    day = (
        item("bookings:day", _("Day view"), "calendar", at) if at else item("frontdoor:day", _("Day view"), "calendar")
    )
    person = _person(request)
    if person is None:
        return [*found, day]
    think = item("brainstorms:rooms", _("Brainstorms"), "talk", None, "brainstorms:new", "brainstorms:lead")
    me = item("frontdoor:me", _("My day"), "person")
    run = list(places.hubs_run_by(person, now=clock.now())[:2])
    if hub := _of_these(run, slug):
        # Five fit a phone's bar. Whoever runs a hub sees the day at the desk.
        return [*found, think, me, item("bookings:desk", _("Desk"), "list", {"hub": hub.slug})]
    return [*found, day, think, me]


def _of_these(hubs: list[Hub], slug: str | None) -> Hub | None:
    return next((hub for hub in hubs if hub.slug == slug), hubs[0] if hubs else None)


def _tools(request: HttpRequest) -> list[NavItem]:
    if _person(request):
        return []
    return [NavItem(reverse("account_login"), _("Sign in"), "sign-in")]


def _foot_links() -> list[NavItem]:
    return [
        NavItem(reverse("brainstorms:enter"), _("Join a brainstorm"), ""),
        NavItem(reverse("people:privacy"), _("Privacy"), ""),
        NavItem(reverse("frontdoor:credits"), _("Credits"), ""),
    ]


def screens(request: HttpRequest, hub: Hub) -> dict[str, object]:
    """Beside the tablets: the pages for screens that nobody touches, one for the lobby and one for each door."""
    return {"hub": hub, "rooms": queries.rooms_of(hub)}


def opened(request: HttpRequest, hub: Hub) -> dict[str, object]:
    """After a hub was opened: the ways to its page and its desk."""
    return {"hub": hub}


def lists(request: HttpRequest, hub: Hub) -> dict[str, object]:
    """On the settings of a hub and at its desk: the way to its lists."""
    return {"hub": hub}
