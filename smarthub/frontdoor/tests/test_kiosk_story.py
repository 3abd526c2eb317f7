"""The kiosk in a real browser: quick for who comes, and it loses and doubles nothing, cut off or killed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.kiosk import make_code, revoke
from smarthub.bookings.models import Kiosk, KioskEntry, Visit
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.people.actions.cards import make_card
from smarthub.people.http.cards import link_of
from smarthub.people.testing import make_person
from tests.stories.world import HOUR, NOON, World, make_world

READY = "() => document.documentElement.dataset.ready === 'yes'"
TABLET = {"width": 1024, "height": 768}


@pytest.fixture
def world(live) -> Iterator[World]:
    with clock.stopped_at(NOON):
        yield make_world()


def opened(page: Any, world: World) -> Any:
    """A page on a paired tablet."""
    _kiosk, code = make_code(world.hub, name="ประตูหน้า", by=world.host, now=NOON)
    page.set_default_timeout(10_000)
    page.set_viewport_size(TABLET)
    page.goto("/kiosk/")
    page.wait_for_function(READY)
    page.locator("#pairing").fill(code)
    page.keyboard.press("Enter")
    page.locator("[data-screen=welcome]:not([hidden])").wait_for()
    return page


def told(page: Any) -> None:
    """Everything has been sent."""
    page.evaluate(
        """async () => {
          const source = document.querySelector("script[src*='kiosk/kiosk']").src;
          const kept = await import(source.replace(/kiosk([^/]*)\\.js$/, "kept$1.js"));
          for (let tries = 0; tries < 500 && await kept.waiting(); tries++) await new Promise((r) => setTimeout(r, 30));
          if (await kept.waiting()) throw new Error(`${await kept.waiting()} entries are not sent`);
        }"""
    )


def shown(page: Any, screen: str) -> Any:
    found = page.locator(f"[data-screen={screen}]:not([hidden])")
    found.wait_for()
    return found


def scan(page: Any, text: str) -> None:
    """As a scanner does that is a keyboard."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_returning_visitor_is_in_by_one_touch_and_a_group_of_six_by_three(page, world):
    opened(page, world)
    before = Visit.objects.count()
    member = make_person("ป้าจันทร์")
    card = make_card(member, by=world.host, by_runs_a_hub=True, now=NOON - HOUR)
    scan(page, link_of(card))
    shown(page, "found").locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    assert Visit.objects.filter(person=member, left_at=None).count() == 1
    page.get_by_role("button", name="เริ่มใหม่").click()
    shown(page, "welcome").locator("[data-to=count]").click()
    shown(page, "count").get_by_role("button", name="6", exact=True).click()
    page.locator("[data-come]").click()
    shown(page, "done")
    told(page)
    assert Visit.objects.count() == before + 2
    assert Visit.objects.latest("pk").people == 6


def test_a_phone_number_a_code_and_a_leaving(page, world):
    opened(page, world)
    page.locator("[data-to=phone]").click()
    for digit in "0812345678":
        page.locator(f"[data-digit='{digit}']").click()
    page.locator("[data-phone-go]").click()
    # Of her bookings the one that runs and to which she has not come; where it is, whoever knows her number is not told.
    assert shown(page, "found").locator("[data-what]").inner_text() == ""
    page.get_by_role("button", name="เริ่มใหม่").click()
    page.locator("[data-screen=welcome] [data-to=scan]").first.click()
    page.locator("#code").fill(world.running.ref)
    page.keyboard.press("Enter")
    shown(page, "found").locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    assert Visit.objects.filter(booking=world.running).count() == 1
    page.get_by_role("button", name="เริ่มใหม่").click()
    page.locator("[data-leaving]").click()
    page.locator("#code").fill(world.running.ref)
    page.keyboard.press("Enter")
    shown(page, "found").locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    left_at = Visit.objects.get(booking=world.running).left_at
    assert left_at
    assert NOON - left_at < timedelta(seconds=5)


def test_a_tablet_that_was_sent_away_forgets_whom_it_expected(page, world):
    opened(page, world)
    expected = """async () => {
      const source = document.querySelector("script[src*='kiosk/kiosk']").src;
      const beside = (name) => import(source.replace(/kiosk([^/]*)\\.js$/, `${name}$1.js`));
      const [kept, tell] = [await beside("kept"), await beside("tell")];
      await tell.refresh();
      return (await kept.get("expected")).length;
    }"""
    assert page.evaluate(expected) > 0
    revoke(Kiosk.objects.get(), by=world.host, now=NOON)
    assert page.evaluate(expected) == 0


def test_it_forgets_who_stood_before_it_and_speaks_two_languages(page, world):
    page.clock.install(time=NOON)
    opened(page, world)
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Welcome!"
    page.locator("[data-screen=welcome] [data-to=phone]").click()
    page.locator("[data-digit='8']").click()
    page.clock.run_for(31_000)
    shown(page, "welcome")
    assert page.locator("h1").inner_text() == "ยินดีต้อนรับ"
    page.locator("[data-screen=welcome] [data-to=phone]").click()
    shown(page, "phone")
    assert page.locator("[data-number]").inner_text().strip() == ""


@pytest.fixture
def tablet(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """A page whose console is not watched: that there is no network is written there."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def test_two_hundred_check_ins_without_network_killed_twice_are_two_hundred_visits(tablet, world):
    """Eighteen of them have a booking, of which one was cancelled meanwhile; one shows what nobody knows."""
    page = tablet
    with clock.stopped_at(NOON - HOUR):
        people = [make_person(f"คนที่ {n}") for n in range(18)]
    spaces = list(world.desks[8:26])
    bookings = [
        make_booking(world.hub, space, starts_at=NOON, hours=3, person=person, now=NOON - 3 * HOUR)
        for space, person in zip(spaces, people, strict=True)
    ]
    opened(page, world)
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("async () => (await caches.keys()).some((name) => name.startsWith('kiosk-'))")
    before = set(Visit.objects.values_list("pk", flat=True))
    context = page.context
    context.set_offline(True)
    cancel(bookings[0], by=world.host, now=NOON, by_host=True)
    said = [each.ref for each in bookings] + ["081 999 9999"]
    for n in range(200):
        if n in (70, 140):  # killed, and brought back without network
            page.close()
            page = context.new_page()
            page.goto("/kiosk/")
            page.wait_for_function(READY)
        touch(page, said[n // 10] if n % 10 == 0 and n // 10 < len(said) else "")
    assert set(Visit.objects.values_list("pk", flat=True)) == before
    assert "200" in page.locator("[data-state]").inner_text()
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    told(page)
    visits = Visit.objects.exclude(pk__in=before)
    assert KioskEntry.objects.values("mark").distinct().count() == 200
    assert visits.count() == 200
    assert visits.filter(booking__isnull=False).count() == 17
    assert sorted(KioskEntry.objects.exclude(conflict="").values_list("conflict", flat=True)) == [
        "cancelled",
        "unknown",
    ]
    assert sorted(KioskEntry.objects.values_list("number", flat=True)) == list(range(1, 201))


def touch(page: Any, said: str) -> None:
    """One check-in, as fast as a page can do it."""
    page.evaluate(
        """async (said) => {
          const one = (selector) => document.querySelector(selector);
          const until = async (screen) => { while (one(`[data-screen=${screen}]`).hidden) await new Promise((r) => setTimeout(r, 2)); };
          one("[data-back] button").click();
          await until("welcome");
          if (said) {
            one("[data-screen=welcome] [data-to=scan]").click();
            await until("scan");
            one("#code").value = said;
            one("[data-form=scan]").requestSubmit();
            await until("found");
            one("[data-yes]").click();
          } else {
            one("[data-screen=welcome] [data-to=count]").click();
            await until("count");
            one("[data-come]").click();
          }
          await until("done");
        }""",
        said,
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_screen_is_for_everybody(page, world, axe, fits, prefix):
    page.goto(f"{prefix}/kiosk/")
    page.wait_for_function(READY)
    axe(page)
    if prefix:
        return
    opened(page, world)
    for screen in ("welcome", "scan", "phone", "count"):
        if screen != "welcome":
            page.get_by_role("button", name="เริ่มใหม่").click() if page.locator("[data-back]").is_visible() else None
            shown(page, "welcome").locator(f"[data-to={screen}]").first.click()
        shown(page, screen)
        for width in (1024, 390):
            page.set_viewport_size({"width": width, "height": 768})
            fits(page)
        axe(page)
