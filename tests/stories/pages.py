"""Every page of the house and the states that it has, each as the way to get there, for each kind of visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, permission_denied, server_error

from smarthub.bookings.http import key_of, link_to
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub
from tests.stories.world import CLOSED_DAY, FULL_DAY, HOUR, NOON, TOMORROW, World

Go = Callable[[Any, World], object]
STRANGER, MEMBER, HOST = "a stranger", "a member", "a host"


@dataclass(frozen=True, slots=True)
class Stop:
    """A page in one state, and how it is reached. Those with a name stand for their address."""

    what: str
    go: Go
    status: int = 200
    name: str = ""


def at(name: str, query: str = "", /, *, status: int = 200, **given: str) -> Stop:
    """A page that is reached by its address; `ref="coming"` is the reference of that booking of the world."""
    return Stop(f"{name}{query}", lambda page, world: page.goto(address(world, name, **given) + query), status, name)


def by_link(booking: str, *, name: str = "booking", query: str = "") -> Stop:
    """A page of a booking, by its signed link."""

    def go(page: Any, world: World) -> None:
        page.goto(link_to(getattr(world, booking), name) + query)

    return Stop(f"{name} of what is {booking}{query}", go, 200, f"bookings:{name}")


def address(world: World, name: str, **given: str) -> str:
    known = {key: getattr(getattr(world, value), key) for key, value in given.items()}
    return reverse(name, kwargs=known | ({"hub": world.slug} if name in OF_A_HUB else {}))


OF_A_HUB = {
    "frontdoor:hub",
    *(f"bookings:{name}" for name in ("book", "day", "desk", "close-day", "close-space")),
    *(f"places:{name}" for name in ("hand-out", "overview", "own", "hours", "days", "prices", "rules", "spaces")),
    *(f"places:{name}" for name in ("space", "about", "hosts")),
}


def wish(when: datetime = TOMORROW, **more: str) -> str:
    local = when + 7 * HOUR
    return "?" + urlencode({"date": f"{local:%Y-%m-%d}", "start": f"{local:%H:%M}", "minutes": "120"} | more)


def send(page: Any, form: str) -> None:
    """Send a form as it stands, past the browser's own checks, as an old browser would."""
    with page.expect_navigation():
        page.locator(form).first.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")


def press(page: Any, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


# --- states of booking ------------------------------------------------------------------------------------------------


def _chosen(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:book") + wish())
    press(page, ".seat")


def _without_a_name(page: Any, world: World) -> None:
    _chosen(page, world)
    send(page, "#who")


def _taken_meanwhile(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:book") + wish(NOON + 24 * HOUR + timedelta(minutes=150)))
    pick = page.locator(".seat").first.get_attribute("value")
    desk = next(each for each in world.desks if each.ref == pick.partition("@")[0])
    make_booking(world.hub, desk, starts_at=NOON + 26 * HOUR, hours=3, person=make_person("เร็วกว่า"), now=NOON)
    press(page, ".seat")


def _run_out(page: Any, world: World) -> None:
    _chosen(page, world)
    page.locator("#id_name").fill("ยายสมศรี")
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        send(page, "#who")


def _run_out_and_read_again(page: Any, world: World) -> None:
    _chosen(page, world)
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        page.reload()


# --- states of the house ----------------------------------------------------------------------------------------------


def _code_asked(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    page.locator("input[name=email]").fill("mali@example.org")
    send(page, "main form")


def _wrong_code(page: Any, world: World) -> None:
    _code_asked(page, world)
    page.locator("input[name=code]").fill("000000")
    send(page, "main form")


def _wrong_email(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    send(page, "main form")


def _without_proof(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    page.context.clear_cookies()
    send(page, "main form")


def _link(page: Any, world: World) -> None:
    page.goto(reverse("people:link", args=[world.link]))


def _spent_link(page: Any, world: World) -> None:
    page.goto(reverse("people:link", args=["nobody-knows-this"]))


def _said_by_django(view: Callable[..., Any]) -> Go:
    """A page that Django shows by itself, put on the screen as it is: no way leads there that is not a fault."""

    def go(page: Any, world: World) -> None:
        request = RequestFactory().get("/")
        answer = view(request) if view is server_error else view(request, exception=Exception())
        page.goto(reverse("look:offline"))
        page.set_content(answer.content.decode())

    return go


def _two_hubs(page: Any, world: World) -> None:
    make_hub("second", name_th="ฮับแห่งที่สอง", name_en="A second hub")
    page.goto(reverse("frontdoor:home"))


# --- states of the host's pages ---------------------------------------------------------------------------------------


def _asked(name: str, form: str, /, **values: str) -> Go:
    """A form of the host's, filled in and sent."""

    def go(page: Any, world: World) -> None:
        page.goto(address(world, name))
        for field, value in values.items():
            page.locator(f"{form} [name={field}]").first.evaluate("(field, value) => { field.value = value; }", value)
        send(page, form)

    return go


def _link_made(page: Any, world: World) -> None:
    page.goto(address(world, "places:hand-out") + "?q=ยายใหม่")
    press(page, ".list li:last-child button")


def _key_made(page: Any, world: World) -> None:
    page.goto(reverse("people:tokens"))
    page.locator("[name=name]").first.fill("โปรแกรมของฉัน")
    page.locator("[name=scopes]").first.check()
    send(page, "main form")


FORM = "main form.form"
STOPS: dict[str, list[Stop]] = {
    STRANGER: [
        at("frontdoor:home"),
        at("frontdoor:hub"),
        at("frontdoor:credits"),
        at("people:privacy"),
        at("account_login"),
        at("look:offline"),
        at("bookings:book"),
        at("bookings:book", wish()),
        at("bookings:book", wish(people="4")),
        at("bookings:book", wish(people="40")),
        at("bookings:book", wish(kind="hall")),
        at("bookings:book", wish(FULL_DAY)),
        at("bookings:book", wish(CLOSED_DAY)),
        at("bookings:book", wish(NOON - 24 * HOUR)),
        Stop("confirm", _chosen, 200, "bookings:confirm"),
        Stop("confirm without a name", _without_a_name, 422),
        Stop("confirm after the hold", _run_out, 409),
        Stop("confirm read again after the hold", _run_out_and_read_again),
        Stop("what somebody else took meanwhile", _taken_meanwhile, 409),
        at("bookings:day"),
        at("bookings:day", f"?date={FULL_DAY:%Y-%m-%d}"),
        at("bookings:day", f"?date={CLOSED_DAY:%Y-%m-%d}"),
        by_link("coming"),
        by_link("running"),
        by_link("here"),
        by_link("cancelled"),
        by_link("coming", name="change"),
        by_link("coming", name="change", query=f"&date={FULL_DAY:%Y-%m-%d}"),
        by_link("cancelled", name="change"),
        Stop("the code", _code_asked, 200, "account_confirm_login_code"),
        Stop("a wrong code", _wrong_code),
        Stop("sign in without an address", _wrong_email),
        Stop("the one-time link", _link, 200, "people:link"),
        Stop("a spent link", _spent_link, 410),
        Stop("a form without its proof", _without_proof, 403),
        Stop("no such page", lambda page, world: page.goto(reverse("frontdoor:home") + "nowhere/"), 404),
        Stop(
            "a booking without its key",
            lambda page, world: page.goto(reverse("bookings:booking", args=[world.coming.ref])),
            404,
        ),
        Stop("our fault", _said_by_django(server_error)),
        Stop("not open", _said_by_django(permission_denied)),
        Stop("could not be read", _said_by_django(bad_request)),
        Stop("two hubs", _two_hubs),
    ],
    MEMBER: [
        at("frontdoor:home"),
        at("frontdoor:me"),
        at("people:profile"),
        at("people:consents"),
        at("people:tokens"),
        at("people:welcome"),
        at("account_logout"),
        Stop("a profile without a name", _asked("people:profile", "main form", name=""), 200),
        Stop(
            "what others would see",
            lambda page, world: (page.goto(reverse("people:profile")), press(page, "[name=show]")),
        ),
        Stop("a key is made", _key_made),
        Stop("confirm with an account", _chosen),
        Stop(
            "somebody else's booking",
            lambda page, world: page.goto(reverse("bookings:booking", args=[world.coming.ref])),
            404,
        ),
    ],
    HOST: [
        at("frontdoor:home"),
        at("frontdoor:me"),
        at("bookings:desk"),
        at("bookings:close-day"),
        at("bookings:close-space"),
        at("bookings:booking", ref="coming"),
        at("bookings:change", ref="coming"),
        at("bookings:day", f"?date={TOMORROW:%Y-%m-%d}"),
        at("places:overview"),
        at("places:hours"),
        at("places:days"),
        at("places:prices"),
        at("places:rules"),
        at("places:rules", "?for=room"),
        at("places:spaces"),
        Stop("places:space", lambda page, world: page.goto(_space(world)), 200, "places:space"),
        at("places:about"),
        at("places:hosts"),
        at("places:hand-out"),
        Stop("too many walk in", _asked("bookings:desk", "#walk-in", people="0"), 422),
        Stop("a day that hits", _asked("bookings:close-day", FORM, date=f"{TOMORROW:%Y-%m-%d}")),
        Stop("no day", _asked("bookings:close-day", FORM, date=""), 422),
        Stop("a place for a while", _asked("bookings:close-space", FORM)),
        Stop("a place till before", _asked("bookings:close-space", FORM, ends_at="08:00"), 422),
        Stop("half a day's hours", _asked("places:hours", "main form", closes_0_0=""), 422),
        Stop("a day without a date", _asked("places:days", "main form:has([name=does])", day=""), 422),
        Stop("a price that is none", _asked("places:prices", "main form", hour_0="แพง"), 422),
        Stop("a space without a name", _asked("places:spaces", "#add form", name_th=""), 422),
        Stop("a hub without a name", _asked("places:about", "main form", name_th=""), 422),
        Stop("a host nobody knows", _asked("places:hosts", FORM, email="nobody@example.org"), 422),
        Stop("somebody is found", lambda page, world: page.goto(address(world, "places:hand-out") + "?q=นิรันดร์")),
        Stop("a link is made", _link_made),
    ],
}


def _space(world: World) -> str:
    return reverse("places:space", kwargs={"hub": world.slug, "ref": world.desks[0].ref})


# What has no page of its own, and why. A new address stands here or above.
NO_PAGES = {
    "leads on": ("frontdoor:book", "frontdoor:day", "places:own"),
    "is sent, not shown": (
        *(f"bookings:{verb}" for verb in ("hold", "choose-another", "cancel", "check-in", "check-out", "walk-ins")),
        *("bookings:visit-check-out", "bookings:open-space", "bookings:open-day", "places:end-hosting", "look:theme"),
        *("people:consent", "people:token-revocation"),
    ),
    "is for programs": (
        *("bookings:calendar", "bookings:ics", "bookings:my-calendar", "healthz", "readyz"),
        *("look:service-worker", "look:manifest", "look:manifest-en", "look:words"),
    ),
    "has a story of its own": ("api-docs", "look:gallery"),
}
