"""How a visitor comes to a page in one of its states."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from smarthub.bookings.testing import make_booking
from smarthub.brainstorms.http.report import key_of as report_key
from smarthub.kit import clock
from smarthub.people.actions.cards import make_card
from smarthub.people.actions.safety import report
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Space
from smarthub.places.testing import make_hub
from tests.stories.world import HOUR, NOON, TOMORROW, World

Go = Callable[[Any, World], object]


def address(world: World, name: str, **given: str) -> str:
    known = {key: getattr(getattr(world, value), key) for key, value in given.items()}
    return reverse(name, kwargs=known | ({"hub": world.slug} if name in OF_A_HUB else {}))


OF_A_HUB = {
    *("frontdoor:hub", "frontdoor:screen", "frontdoor:lists"),
    *(f"bookings:{name}" for name in ("wait-join", "book", "day", "desk", "close-day", "close-space")),
    *(f"bookings:{name}" for name in ("desk-day", "lost", "kiosks", "codes", "move")),
    *(f"places:{name}" for name in ("hand-out", "overview", "own", "hours", "days", "prices", "rules", "spaces")),
    *(f"places:{name}" for name in ("space", "about", "hosts", "people", "reports", "plan", "opened")),
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


def chosen(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:book") + wish())
    press(page, ".seat")


def without_a_name(page: Any, world: World) -> None:
    chosen(page, world)
    send(page, "#who")


def taken_meanwhile(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:book") + wish(NOON + 24 * HOUR + timedelta(minutes=150)))
    pick = page.locator(".seat").first.get_attribute("value")
    desk = next(each for each in world.desks if each.ref == pick.partition("@")[0])
    make_booking(world.hub, desk, starts_at=NOON + 26 * HOUR, hours=3, person=make_person("เร็วกว่า"), now=NOON)
    press(page, ".seat")


def run_out(page: Any, world: World) -> None:
    chosen(page, world)
    page.locator("#id_name").fill("ยายสมศรี")
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        send(page, "#who")


def run_out_and_read_again(page: Any, world: World) -> None:
    chosen(page, world)
    with clock.stopped_at(NOON + timedelta(minutes=6)):
        page.reload()


# --- states of the house ----------------------------------------------------------------------------------------------


def code_asked(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    page.locator("input[name=email]").fill("mali@example.org")
    send(page, "main form:has(input[name=email])")


def wrong_code(page: Any, world: World) -> None:
    code_asked(page, world)
    page.locator("input[name=code]").fill("000000")
    send(page, "main form:has(input[name=code])")


def wrong_email(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    send(page, "main form:has(input[name=email])")


def without_its_key(page: Any, world: World) -> Any:
    return page.goto(reverse("bookings:booking", args=[world.coming.ref]))


def without_proof(page: Any, world: World) -> None:
    page.goto(reverse("account_login"))
    page.context.clear_cookies()
    send(page, "main form:has(input[name=email])")


def link(page: Any, world: World) -> None:
    page.goto(reverse("people:link", args=[world.link]))


def spent_link(page: Any, world: World) -> None:
    page.goto(reverse("people:link", args=["nobody-knows-this"]))


def card(page: Any, world: World) -> None:
    page.goto(reverse("people:card", args=[make_card(world.member, by=world.member, now=NOON)]))


def said_by_django(view: Callable[..., Any]) -> Go:
    """A page that Django shows by itself, put on the screen as it is: no way leads there that is not a fault."""

    def go(page: Any, world: World) -> None:
        request = RequestFactory().get("/")
        answer = view(request) if view is server_error else view(request, exception=Exception())
        page.goto(reverse("look:offline"))
        page.set_content(answer.content.decode())

    return go


def show_myself(page: Any, world: World) -> None:
    page.goto(reverse("people:profile"))
    press(page, "[name=show]")


def two_hubs(page: Any, world: World) -> None:
    make_hub("second", name_th="ฮับแห่งที่สอง", name_en="A second hub")
    page.goto(reverse("frontdoor:home"))


def kiosk(page: Any, world: World) -> None:
    page.goto(reverse("frontdoor:kiosk"))
    page.wait_for_function("() => document.documentElement.dataset.ready === 'yes'")


def of_space(name: str, world: World, space: Space) -> str:
    return reverse(name, kwargs={"hub": world.slug, "space": space.ref})


def door(page: Any, world: World) -> None:
    room = next(space for space in places.rulebook(world.hub).spaces if space.kind == Space.Kind.ROOM)
    page.goto(of_space("frontdoor:door", world, room))


def seat_free(page: Any, world: World) -> None:
    page.goto(of_space("bookings:seat", world, world.desks[10]))


def seat_taken(page: Any, world: World) -> None:
    page.goto(of_space("bookings:seat", world, world.desks[3]))


# --- states of the host's pages ---------------------------------------------------------------------------------------


def asked(name: str, form: str, /, **values: str) -> Go:
    """A form of the host's, filled in and sent."""

    def go(page: Any, world: World) -> None:
        page.goto(address(world, name))
        for field, value in values.items():
            page.locator(f"{form} [name={field}]").first.evaluate("(field, value) => { field.value = value; }", value)
        send(page, form)

    return go


def nobody_walks_in(page: Any, world: World) -> None:
    """The desk says what is wrong where it is, without leaving the page."""
    page.goto(address(world, "bookings:desk"))
    page.locator("#walk-in").evaluate(
        """form => {
          form.noValidate = true;
          form.elements.people.value = "0";
          form.requestSubmit(form.querySelector(".button--wide"));
        }"""
    )
    page.locator("#walk-in [aria-invalid=true]").wait_for()


def note_written(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:desk"))
    page.locator("#note").fill("ช่างแอร์จะมาตอนบ่ายสามโมง")
    page.keyboard.press("Enter")
    page.locator(".notes li").first.wait_for()
    page.reload()


def day_closed(page: Any, world: World) -> None:
    page.goto(address(world, "bookings:desk-day"))
    press(page, "[name=does]")
    page.goto(address(world, "bookings:desk-day"))


def link_made(page: Any, world: World) -> None:
    page.goto(address(world, "places:hand-out") + "?q=ยายใหม่")
    press(page, ".list li:last-child button")


def person(world: World) -> str:
    return reverse("places:person", kwargs={"hub": world.slug, "person": world.member.code})


def two_records(page: Any, world: World) -> None:
    twice = make_person("นิรันดร์", phone="+66899999999", birth_year=1990)
    page.goto(f"{person(world)}merging/{twice.code}/")


def told(page: Any, world: World) -> None:
    made = report(by=world.member, text="เขาตะโกน", who="ผู้ชายโต๊ะ 3", hub=world.slug, now=NOON)
    page.goto(reverse("places:report", kwargs={"hub": world.slug, "report": made.code}))


def easy_pin(page: Any, world: World) -> None:
    without_mail = make_person("ยายคำ")  # for who has a way of their own the page offers no PIN
    page.goto(reverse("places:person", kwargs={"hub": world.slug, "person": without_mail.code}))
    for field in ("pin", "again"):
        page.locator(f"details form [name={field}]").evaluate("field => { field.value = '111111'; }")
    page.locator("details form [name=phone]").evaluate("field => { field.value = '0812345678'; }")
    send(page, "details form:has([name=again])")


def key_made(page: Any, world: World) -> None:
    page.goto(reverse("people:tokens"))
    page.locator("[name=name]").first.fill("โปรแกรมของฉัน")
    page.locator("[name=scopes]").first.check()
    send(page, "main form")


def space(world: World) -> str:
    return reverse("places:space", kwargs={"hub": world.slug, "ref": world.desks[0].ref})


# --- booking, in Thai ---------------------------------------------------------------------------------------------------

TOMORROW_AT_TWO = "?date=2026-03-05&start=14:00"


def name_field(page: Any) -> Any:
    return page.get_by_label("ชื่อของคุณ")


def confirm(page: Any) -> Any:
    return page.get_by_role("button", name="ยืนยัน")


def cancel(page: Any) -> Any:
    """It asks first: a touch by mistake cancels nothing."""
    return page.locator("summary").filter(has_text="ยกเลิกการจอง")


def yes_cancel(page: Any) -> Any:
    return page.get_by_role("button", name="ยืนยันยกเลิกการจอง")


def report_by_link(page: Any, world: World) -> None:
    page.goto(f"{reverse('brainstorms:report', kwargs={'code': world.meeting.code})}?key={report_key(world.meeting)}")


def minutes_moved_on(page: Any, world: World) -> None:
    """Somebody else saves between the reading and the sending."""
    page.goto(address(world, "brainstorms:minutes", code="meeting"))
    page.locator("#sheet").evaluate("field => { field.value += '\\nของฉัน'; field.form.elements.number.value = '0'; }")
    with page.expect_navigation():
        page.locator("[data-sheet]").evaluate("form => form.submit()")


def import_of_nothing(page: Any, world: World) -> None:
    page.goto(address(world, "brainstorms:import", code="room"))
    with page.expect_navigation():
        page.locator("main form").evaluate("form => form.submit()")
