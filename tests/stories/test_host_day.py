"""A host's whole day at the front desk: by mouse, by keyboard alone, on a phone. In the evening the figures are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings import doctor
from smarthub.bookings.actions.kiosk import make_code
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.models import Booking, DeskDay, Kiosk, KioskEntry, Visit
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Hub
from smarthub.places.testing import make_host
from tests.stories.world import HOUR, NOON, desks_of, furnished, sign_in

NINE = NOON - 3 * HOUR
MINUTE = timedelta(minutes=1)
NAMES = [f"{name}{n}" for n in (1, 2) for name in ("แก้ว", "สมาน", "อ้อย", "เมย์", "จันทร์", "ต้น", "เอก", "ฝน", "ดา", "คำ")]


class Mouse:
    """How the host works; the other ways do the same by other means."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk

    def come(self, people: int) -> None:
        self.desk.wait_for_timeout(160)  # two presses in less than that are one press of a hand that trembles
        self.desk.locator(f".count[value='{people}']").click()

    def check_in(self, who: str) -> None:
        self.desk.locator(f"[data-row]:has-text('{who}') [data-in]").click()

    def undo(self) -> None:
        self.desk.locator("[data-undo]").click()

    def day(self, does: str) -> None:
        self.desk.locator(f"[name=does][value={does}]").click()

    def to_figures(self) -> None:
        self.desk.locator("[data-part=day] a").click()


class Keys(Mouse):
    def come(self, people: int) -> None:
        self.desk.wait_for_timeout(160)
        self.desk.keyboard.press("w")
        self.desk.keyboard.press(str(people))

    def check_in(self, who: str) -> None:
        self.desk.keyboard.press("/")
        self.desk.keyboard.type(who)
        self.desk.keyboard.press("Enter")

    def undo(self) -> None:
        self.desk.evaluate("document.activeElement.blur()")
        self.desk.keyboard.press("u")

    def day(self, does: str) -> None:
        self._to(f"[name=does][value={does}]")

    def to_figures(self) -> None:
        self._to("[data-part=day] a")

    def _to(self, what: str) -> None:
        self.desk.evaluate("document.querySelector('main').focus()")
        wanted = self.desk.locator(what)
        for _n in range(40):
            self.desk.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                self.desk.keyboard.press("Enter")
                return
        raise AssertionError(f"no tab reaches {what}")


@dataclass(slots=True)
class Day:
    hub: Hub
    host: Person
    bookings: list[Booking]  # as they were made


@pytest.fixture
def day(live) -> Day:
    hub = furnished()
    host = make_person("ครูสมศรี ใจดี", email="host@example.org", joined_at=NINE)
    make_host(hub, host, since=NINE - HOUR)
    return Day(hub, host, [])


def expect(day: Day, count: int) -> None:
    """So many bookings, half of them from ten, half from one o'clock on."""
    for n, desk in enumerate(desks_of(day.hub)[:count]):
        starts_at = NINE + HOUR if n < count // 2 else NINE + 4 * HOUR
        booking = make_booking(
            day.hub, desk, starts_at=starts_at, hours=2, person=make_person(NAMES[n]), now=NINE - 24 * HOUR
        )
        day.bookings.append(booking)


def in_house(desk: Any, people: int) -> None:
    """The desk shows it, without being read again."""
    desk.wait_for_function(
        "people => document.querySelector('.figures .figure__number').textContent === String(people)", arg=people
    )


def opened(page: Any, day: Day, live: str) -> Any:
    sign_in(page, day.host, live)
    page.goto(f"/h/{day.hub.slug}/desk/")
    return page


@pytest.fixture
def tablet(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def paired(tablet: Any, day: Day) -> Any:
    _kiosk, code = make_code(day.hub, name="ประตูหน้า", by=day.host, now=NINE)
    tablet.clock.install(time=NINE)
    tablet.goto("/kiosk/")
    tablet.locator("#pairing").fill(code)
    tablet.keyboard.press("Enter")
    tablet.locator("[data-screen=welcome]:not([hidden])").wait_for()
    tablet.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return tablet


def at_kiosk(tablet: Any, said: str = "", people: int = 1) -> None:
    """Somebody stands before it."""
    if tablet.locator("[data-back]").is_visible():
        tablet.locator("[data-back] button").click()
    tablet.locator("[data-screen=welcome]:not([hidden])").wait_for()
    if said:
        tablet.locator("[data-screen=welcome] [data-to=scan]").first.click()
        tablet.locator("#code").fill(said)
        tablet.keyboard.press("Enter")
        tablet.locator("[data-screen=found]:not([hidden]) [data-yes]").click()
    else:
        tablet.locator("[data-screen=welcome] [data-to=count]").click()
        tablet.locator(f"[data-screen=count] [data-count='{people}']").click()
        tablet.locator("[data-come]").click()
    tablet.locator("[data-screen=done]:not([hidden])").wait_for()


def test_sixty_visits_twenty_bookings_and_a_kiosk_without_power(page, tablet, browser, browser_context_args, day, live):
    expect(day, 20)
    room = next(space for space in places.rulebook(day.hub).spaces if space.kind == "room")
    with clock.stopped_at(NINE):
        hand = Mouse(desk := opened(page, day, live))
        hand.day("open")
        desk.locator("[data-part=day] a").wait_for()
        paired(tablet, day)
        desk.goto(f"/h/{day.hub.slug}/desk/close-space/?space={room.ref}&starts_on=2026-03-04&starts_at=13:00"
                  "&ends_on=2026-03-04&ends_at=17:00&reason_th=ซ่อมแอร์")  # fmt: skip
        desk.locator("form[method=post] button.button--danger").click()
        desk.get_by_text("ซ่อมแอร์").first.wait_for()
    with clock.stopped_at(NINE + 50 * MINUTE):
        desk.reload()
        for n in range(5):
            hand.check_in(NAMES[n])
            in_house(desk, n + 1)
    with clock.stopped_at(NINE + 65 * MINUTE):
        tablet.clock.set_system_time(NINE + 65 * MINUTE)
        tablet.context.set_offline(True)
        at_kiosk(tablet, day.bookings[5].ref)
        at_kiosk(tablet, people=6)
        killed, context = tablet, tablet.context
        killed.close()  # the cord was pulled; it comes back, the network does not
        tablet = context.new_page()
        tablet.clock.install(time=NINE + 66 * MINUTE)
        tablet.goto("/kiosk/")
        at_kiosk(tablet, day.bookings[6].ref)
        for _n in range(3):
            at_kiosk(tablet)
    with clock.stopped_at(NINE + 100 * MINUTE):
        release_no_shows(now=NINE + 100 * MINUTE)
        assert Booking.objects.filter(no_show_at__isnull=False).count() == 5  # of which two stand before the kiosk
        desk.reload()
        hand.come(5)
        in_house(desk, 10)
        hand.undo()
        in_house(desk, 5)
        for n in range(19):
            hand.come(1)
            in_house(desk, 6 + n)
    with clock.stopped_at(NOON + 50 * MINUTE):
        second = browser.new_context(**browser_context_args).new_page()
        sign_in(second, day.host, live)
        second.goto(f"/h/{day.hub.slug}/desk/")
        in_house(second, 24)
        tablet.clock.set_system_time(NOON + 50 * MINUTE)
        tablet.context.set_offline(False)
        tablet.evaluate("dispatchEvent(new Event('online'))")
        second.set_default_timeout(8_000)
        in_house(second, 24 + 11)
        desk.reload()
        hand.come(4)
        second.set_default_timeout(2_000)  # what happens at one screen is seen at the other within two seconds
        in_house(second, 39)
        second.context.close()
        assert Booking.objects.filter(no_show_at__isnull=False).count() == 3
    with clock.stopped_at(NOON + 65 * MINUTE):
        desk.reload()
        for n in range(10, 17):
            hand.check_in(NAMES[n])
            in_house(desk, 39 + n - 9)
        desk.locator(f"[data-row]:has-text('{NAMES[17]}') .more summary").click()
        desk.locator(f"[data-row]:has-text('{NAMES[17]}') form[action$='/cancel/'] button").click()
        desk.get_by_text(f"ยกเลิกของ {NAMES[17]}").wait_for()
        hand.undo()
        desk.locator(f"[data-row]:has-text('{NAMES[17]}') [data-in]").wait_for()
        for n in (17, 18, 19):
            at_kiosk(tablet, day.bookings[n].ref)
            in_house(desk, 46 + n - 16)
        for n in range(19):
            hand.come(1)
            in_house(desk, 50 + n)
    with clock.stopped_at(NOON + 8 * HOUR):
        assert list(doctor.examine()) == []
        desk.reload()
        hand.to_figures()
        hand.day("close")
        desk.get_by_text("ปิดวันแล้ว").first.wait_for()
    assert DeskDay.objects.get().figures == {
        "visits": 60, "people": 68, "groups": 2, "with_booking": 17, "walk_ins": 43, "still_here": 0,
        "bookings": 20, "no_shows": 3, "cancelled": 0,
    }  # fmt: skip
    assert KioskEntry.objects.exclude(conflict="").count() == 0
    assert Kiosk.objects.get().entries.count() == 9
    for ref, minutes in ((5, 65), (6, 66)):
        came = Visit.objects.get(booking=day.bookings[ref]).came_at
        assert abs(came - (NINE + minutes * MINUTE)) < 2 * MINUTE, "what counts is when they came"


def short_day(desk: Any, hand: Mouse, day: Day) -> None:
    """Four bookings, one of them missed, a group, a mistake taken back."""
    with clock.stopped_at(NINE):
        hand.day("open")
        desk.locator("[data-part=day] a").wait_for()
    with clock.stopped_at(NINE + 62 * MINUTE):
        desk.reload()
        hand.check_in(NAMES[0])
        in_house(desk, 1)
        hand.come(6)
        in_house(desk, 7)
        hand.come(3)
        in_house(desk, 10)
        hand.undo()
        in_house(desk, 7)
    with clock.stopped_at(NOON + 62 * MINUTE):
        desk.reload()
        for n in (2, 3):
            hand.check_in(NAMES[n])
            in_house(desk, 6 + n)
        hand.come(1)
        in_house(desk, 10)
    with clock.stopped_at(NOON + 8 * HOUR):
        desk.reload()
        hand.to_figures()
        desk.wait_for_url("**/today/")
        hand.day("close")
        desk.get_by_text("ปิดวันแล้ว").first.wait_for()
    assert DeskDay.objects.get().figures == {
        "visits": 5, "people": 10, "groups": 1, "with_booking": 3, "walk_ins": 2, "still_here": 0,
        "bookings": 4, "no_shows": 1, "cancelled": 0,
    }  # fmt: skip


def test_a_day_by_keyboard_alone(page, day, live):
    expect(day, 4)
    with clock.stopped_at(NINE):
        desk = opened(page, day, live)
    short_day(desk, Keys(desk), day)


def test_a_day_on_a_phone(phone, day, live, fits):
    expect(day, 4)
    with clock.stopped_at(NINE):
        desk = opened(phone, day, live)
        fits(desk)
    short_day(desk, Mouse(desk), day)
