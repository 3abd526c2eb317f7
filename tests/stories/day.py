"""A host's whole day, chapter by chapter, told with whatever hands it is given.

Twenty bookings, one of them by the waitlist; sixty visits; three no-shows; two groups; a room closed for the afternoon; a
tablet whose cord is pulled while there is no network. The clock of the house is stopped at each chapter, the tablet's is
set to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from smarthub.bookings import doctor
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.models import Booking, Wait
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Closure, Hub, Space
from smarthub.places.testing import make_host
from tests.stories.day_hands import Pointer
from tests.stories.line import Line
from tests.stories.world import HOUR, NOON, desks_of, furnished, sign_in

NINE = NOON - 3 * HOUR
ONE = NOON + HOUR
MINUTE = timedelta(minutes=1)
NAMES = [f"{name}{n}" for n in (1, 2) for name in ("แก้ว", "สมาน", "อ้อย", "เมย์", "จันทร์", "ต้น", "เอก", "ฝน", "ดา", "คำ")]
PHONE = "0812345678"
WAITING = "ยายบัวผัน"


def make_day(line: Line) -> "Day":
    """The house, its host, and nineteen bookings: ten desks at ten, seven desks and both booths at one."""
    hub = furnished()
    host = make_person("ครูสมศรี ใจดี", email="host@example.org", joined_at=NINE)
    make_host(hub, host, since=NINE - HOUR)
    booths = [space for space in places.rulebook(hub).spaces if space.kind == Space.Kind.BOOTH]
    expected = [(desk, NINE + HOUR) for desk in desks_of(hub)[:10]]
    expected += [(space, ONE) for space in (*desks_of(hub)[:7], *booths)]
    bookings = [
        make_booking(
            hub,
            space,
            starts_at=starts_at,
            hours=2,
            person=make_person(NAMES[n], phone="+66" + PHONE[1:] if n == 16 else ""),
            now=NINE - 24 * HOUR,
        )
        for n, (space, starts_at) in enumerate(expected)
    ]
    return Day(hub, host, bookings, line)


@dataclass(slots=True)
class Day:
    hub: Hub
    host: Person
    bookings: list[Booking]  # as they were made
    line: Line  # of the tablet at the door
    tablets: list[Any] = field(default_factory=list)  # the one that stands at the door now

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        with clock.stopped_at(moment):
            for tablet in self.tablets:
                tablet.clock.set_system_time(moment)
            yield

    # --- the morning ------------------------------------------------------------------------------------------------

    def begin(self, hand: Pointer, live: str) -> None:
        """The day is opened, and a room is closed for the afternoon."""
        with self.at(NINE):
            sign_in(hand.page, self.host, live)
            hand.page.goto(f"/h/{self.hub.slug}/desk/")
            hand.press("[name=does][value=open]")
            hand.page.locator("[data-part=day] a").wait_for()
            room = next(space for space in places.rulebook(self.hub).spaces if space.kind == Space.Kind.ROOM)
            hand.press("a[href$='/desk/close-space/']")
            hand.choose("[name=space]", room.ref)
            hand.write("[name=starts_at]", "13:00")
            hand.write("[name=ends_at]", "17:00")
            hand.write("[name=reason_th]", "ซ่อมแอร์")
            hand.press("main form[method=get] button")
            hand.press("main form[method=post] button.button--danger")
            hand.page.locator("[data-part=closures]", has_text="ซ่อมแอร์").wait_for()
            closure = Closure.objects.get(lifted_at=None)
            assert (closure.space, closure.starts_at, closure.ends_at) == (room, ONE, ONE + 4 * HOUR)

    def pair(self, hand: Pointer, tablet: Pointer) -> None:
        with self.at(NINE):
            hand.press("a[href$='/desk/kiosks/']")
            hand.write("[name=name]", "ประตูหน้า")
            hand.press("main form.form button")
            code = hand.page.locator(".pairing").inner_text().strip()
            tablet.page.clock.install(time=NINE)
            self.tablets = [tablet.page]
            tablet.page.goto("/kiosk/")
            tablet.write("#pairing", code)
            tablet.press("[data-form=pair] button")
            tablet.page.locator("[data-screen=welcome]:not([hidden])").wait_for()
            tablet.page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
            tablet.page.wait_for_function("async () => (await caches.keys()).some(name => name.startsWith('kiosk-'))")
            hand.press("main a[href$='/desk/kiosks/']")  # "it is paired"
            hand.page.locator("form[action*='/revoke/']").wait_for()
            hand.press(".crumbs a")
            hand.page.locator("[data-desk]").wait_for()

    def wait(self, guest: Pointer) -> str:
        """Somebody without an account would like a booth at one; both are taken. The link of their place in line."""
        with self.at(NINE + 5 * MINUTE):
            guest.page.goto(f"/h/{self.hub.slug}/book/")
            for name, value, asked in (
                ("start", "13:00", "start=13%3A00"),
                ("minutes", "120", "minutes=120"),
                ("kind", "booth", "kind=booth"),
            ):
                guest.choose(f".wish [name={name}]", value)
                guest.page.locator(f"#found[data-live*='{asked}']").wait_for()
            guest.press("#found a[href*='/wait/']")
            guest.write("#id_name", WAITING)
            guest.press("main form.form button")
            guest.page.wait_for_url("**/waits/**")
            wait = Wait.objects.get(ended_at=None)
            assert (wait.person.name, wait.kind, wait.starts_at) == (WAITING, Space.Kind.BOOTH, ONE)
            return str(guest.page.url)

    def before_ten(self, hand: Pointer) -> None:
        with self.at(NINE + 50 * MINUTE):
            hand.page.reload()
            hand.page.locator("#h-waits").wait_for()
            for n in range(6):
                hand.check(NAMES[n])
                self.in_house(hand, n + 1)

    # --- the tablet alone ---------------------------------------------------------------------------------------------

    def power_cut(self, tablet: Pointer) -> Pointer:
        """First the network goes, then the cord is pulled; the tablet comes back, the network does not."""
        context = tablet.page.context
        with self.at(NINE + 65 * MINUTE):
            context.set_offline(True)
            self.line.cut()
            self.show_code(tablet, self.bookings[6].ref)
            self.count_in(tablet, 6)
            tablet.page.close()
            tablet = tablet.another(context.new_page())
            tablet.page.clock.install(time=NINE + 66 * MINUTE)
            self.tablets = [tablet.page]
            tablet.page.goto("/kiosk/")
            tablet.page.locator("[data-screen=welcome]:not([hidden])").wait_for()
            self.show_code(tablet, self.bookings[7].ref)
            for _n in range(3):
                self.count_in(tablet, 1)
        return tablet

    def show_code(self, tablet: Pointer, code: str) -> None:
        tablet.press("[data-screen=welcome] [data-to=scan]:not([data-leaving])")
        tablet.write("#code", code)
        tablet.press("[data-form=scan] button")
        self._yes(tablet)

    def dial(self, tablet: Pointer, number: str) -> None:
        tablet.press("[data-screen=welcome] [data-to=phone]")
        tablet.page.locator("[data-screen=phone]:not([hidden])").wait_for()
        tablet.dial(number)
        self._yes(tablet)

    def count_in(self, tablet: Pointer, people: int) -> None:
        tablet.press("[data-screen=welcome] [data-to=count]")
        tablet.press(f"[data-screen=count] [data-count='{people}']")
        tablet.press("[data-come]")
        self._walk_on(tablet)

    def leave(self, tablet: Pointer, code: str) -> None:
        tablet.press("[data-leaving]")
        tablet.write("#code", code)
        tablet.press("[data-form=scan] button")
        self._yes(tablet)

    def _yes(self, tablet: Pointer) -> None:
        tablet.press("[data-screen=found] [data-yes]")
        self._walk_on(tablet)

    def _walk_on(self, tablet: Pointer) -> None:
        """Nobody touches it any more: it clears itself for the next."""
        tablet.page.locator("[data-screen=done]:not([hidden])").wait_for()
        tablet.page.clock.run_for(8_100)
        tablet.page.locator("[data-screen=welcome]:not([hidden])").wait_for()

    # --- the day --------------------------------------------------------------------------------------------------------

    def late_morning(self, hand: Pointer) -> None:
        """Four places are given free, two of them of people who stand before the tablet. A press too many is taken back."""
        with self.at(NINE + 100 * MINUTE):
            release_no_shows(now=NINE + 100 * MINUTE)
            assert Booking.objects.filter(no_show_at__isnull=False).count() == 4
            hand.page.reload()
            hand.come(5)
            self.in_house(hand, 11)
            hand.undo()
            self.in_house(hand, 6)
            self.one_by_one(hand, 19, already=6)

    def network_again(self, hand: Pointer, tablet: Pointer, second: Pointer, live: str) -> None:
        """What the tablet kept is told; a second screen shows it, and what is pressed at the first."""
        with self.at(NOON + 50 * MINUTE):
            sign_in(second.page, self.host, live)
            second.page.goto(f"/h/{self.hub.slug}/desk/")
            self.in_house(second, 25)
            self.line.mend()
            tablet.page.context.set_offline(False)
            tablet.page.evaluate("dispatchEvent(new Event('online'))")
            self.in_house(second, 36)
            hand.page.reload()
            hand.come(4)
            self.in_house(second, 40)
            assert Booking.objects.filter(no_show_at__isnull=False).count() == 2

    def after_lunch(self, hand: Pointer, tablet: Pointer) -> None:
        """One is cancelled by mistake and stands again; five come to the desk, three to the tablet."""
        with self.at(ONE + 5 * MINUTE):
            hand.page.reload()
            row = f"[data-row]:has-text('{NAMES[14]}')"
            hand.press(f"{row} .more summary")
            hand.press(f"{row} form[action$='/cancel/'] button")
            hand.page.get_by_text(f"ยกเลิกของ {NAMES[14]}").wait_for()
            hand.undo()
            hand.page.locator(f"{row} [data-in]").wait_for()
            for n in range(10, 15):
                hand.check(NAMES[n])
                self.in_house(hand, 40 + n - 9)
            self.show_code(tablet, self.bookings[15].ref)
            self.dial(tablet, PHONE)
            self.show_code(tablet, self.bookings[17].ref)
            self.in_house(hand, 48)

    def offer(self, hand: Pointer, guest: Pointer, link: str) -> None:
        """Nobody came to a booth: it is given free, offered to who waits, taken by their link, and they come."""
        with self.at(ONE + 17 * MINUTE):
            assert release_no_shows(now=ONE + 17 * MINUTE) == 1
            hand.page.reload()
            hand.page.locator("li", has_text=WAITING).locator(".badge").wait_for()
            guest.page.goto(link)
            guest.press("[name=answer][value=yes]")
            guest.page.wait_for_url("**/bookings/**")
            hand.page.locator(f"[data-row]:has-text('{WAITING}') [data-in]").wait_for()
        with self.at(ONE + 20 * MINUTE):
            hand.page.reload()
            hand.check(WAITING)
            self.in_house(hand, 49)

    def afternoon(self, hand: Pointer, tablet: Pointer) -> None:
        with self.at(ONE + 100 * MINUTE):
            hand.page.reload()
            self.one_by_one(hand, 19, already=49)
            hand.check(NAMES[10])
            self.in_house(hand, 67)
            self.leave(tablet, self.bookings[15].ref)
            self.in_house(hand, 66)

    def end(self, hand: Pointer) -> None:
        with self.at(NOON + 8 * HOUR):
            assert list(doctor.examine()) == []
            hand.page.reload()
            hand.press("[data-part=day] a")
            hand.page.wait_for_url("**/desk/today/")
            hand.press("[name=does][value=close]")
            hand.page.get_by_text("ปิดวันแล้ว").first.wait_for()

    # --- in every chapter -------------------------------------------------------------------------------------------------

    def one_by_one(self, hand: Pointer, many: int, *, already: int) -> None:
        for n in range(1, many + 1):
            hand.come(1)
            self.in_house(hand, already + n)

    def in_house(self, hand: Pointer, people: int) -> None:
        """The desk shows it, without being read again."""
        hand.page.wait_for_function(
            "people => document.querySelector('.figures .figure__number').textContent === String(people)", arg=people
        )
