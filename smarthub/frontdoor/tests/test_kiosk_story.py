"""The kiosk in a real browser: quick for who comes, and it tells nobody about others."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.kiosk import revoke
from smarthub.bookings.models import Kiosk, KioskEntry, Visit
from smarthub.frontdoor.tests.kiosk import READY, opened, scan, scan_as_thai, shown, told, whom_it_expects
from smarthub.kit import clock
from smarthub.people.actions.cards import make_card
from smarthub.people.http.cards import link_of
from smarthub.people.testing import make_person
from tests.stories.world import HOUR, NOON, World, make_world


@pytest.fixture
def world(live) -> Iterator[World]:
    with clock.stopped_at(NOON):
        yield make_world()


@pytest.fixture
def tablet(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """A page with touch whose console is not watched: that there is no network is written there."""
    context = browser.new_context(**browser_context_args, has_touch=True)
    yield context.new_page()
    context.close()


class Fingers:
    """Taps, and how often the tablet was touched since it was last welcoming somebody."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.evaluate("() => { window.touches = 0; addEventListener('pointerdown', () => { touches++; }, true); }")

    def tap(self, screen: str, what: str) -> None:
        shown(self.page, screen).locator(what).tap()

    def in_by(self) -> int:
        """They are in: by so many touches. Then the next one comes."""
        shown(self.page, "done")
        told(self.page)
        touches = self.page.evaluate("() => touches")
        self.page.locator("[data-back] button").tap()
        shown(self.page, "welcome")
        self.page.evaluate("() => { touches = 0; }")
        return int(touches)


def test_that_a_pairing_code_is_wrong_is_told_in_the_language_one_turns_to(tablet, world):
    tablet.goto("/kiosk/")
    tablet.wait_for_function(READY)
    tablet.locator("#pairing").fill("none-such")
    tablet.keyboard.press("Enter")
    wrong = tablet.locator("[data-wrong]:not([hidden])")
    wrong.wait_for()
    assert not wrong.inner_text().isascii()
    tablet.locator("[data-language=en]").tap()
    assert wrong.inner_text().isascii()


def test_a_returning_visitor_is_in_by_two_touches_and_a_group_of_six_by_four(tablet, world):
    """Nobody is asked for more than that: there is no field but the one for a code."""
    opened(tablet, world)
    fingers = Fingers(tablet)
    asked = tablet.locator("main :is(input, select, textarea)").evaluate_all("all => all.map(each => each.id)")
    assert asked == ["code", "pairing"]
    before = Visit.objects.count()
    first, second = make_person("ป้าจันทร์"), make_person("ลุงดำ")
    cards = [make_card(each, by=world.host, by_runs_a_hub=True, now=NOON - HOUR) for each in (first, second)]
    scan(tablet, link_of(cards[0]))
    fingers.tap("found", "[data-yes]")
    assert fingers.in_by() == 1
    fingers.tap("welcome", "[data-to=scan]:not([data-leaving])")  # who looks for the way first
    shown(tablet, "scan")
    scan(tablet, link_of(cards[1]))
    fingers.tap("found", "[data-yes]")
    assert fingers.in_by() == 2
    assert Visit.objects.filter(person__in=(first, second), left_at=None).count() == 2
    fingers.tap("welcome", "[data-to=count]")
    fingers.tap("count", "[data-count='6']")
    fingers.tap("count", "[data-come]")
    assert fingers.in_by() <= 4
    assert Visit.objects.count() == before + 3
    assert Visit.objects.latest("pk").people == 6


def test_a_phone_number_a_code_and_a_leaving(page, world):
    opened(page, world)
    page.locator("[data-screen=welcome] [data-to=phone]").click()
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


def test_a_scanner_is_understood_by_a_tablet_that_takes_it_for_a_thai_keyboard(page, world):
    opened(page, world)
    member = make_person("ป้าจันทร์")
    scan_as_thai(page, link_of(make_card(member, by=world.host, by_runs_a_hub=True, now=NOON - HOUR)))
    shown(page, "found").locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    assert Visit.objects.filter(person=member, left_at=None).count() == 1


@pytest.mark.parametrize("way", ["the keypad", "the keys of a keyboard", "the field for a code", "a scanner"])
def test_who_knows_a_number_is_not_told_where_its_owner_sits_or_that_they_are_here(page, world, way):
    def say(number: str) -> str:
        """What it shows: the screen's title, and what it found."""
        if page.locator("[data-back]").is_visible():
            page.locator("[data-back] button").click()
        welcome = shown(page, "welcome")
        if way == "a scanner":
            scan(page, number)
        elif way == "the field for a code":
            welcome.locator("[data-to=scan]").first.click()
            page.locator("#code").fill(number)
            page.keyboard.press("Enter")
        else:
            welcome.locator("[data-to=phone]").click()
            shown(page, "phone")
            if way == "the keypad":
                for digit in number:
                    page.locator(f"[data-digit='{digit}']").click()
                page.locator("[data-phone-go]").click()
            else:
                page.keyboard.type(number)
                page.keyboard.press("Enter")
        shown(page, "found")
        return f"{page.locator('h1').inner_text()} {page.locator('[data-what]').inner_text()}".strip()

    opened(page, world)
    nobody, awaited = say("0899999999"), say("0812345678")
    assert nobody != awaited
    assert world.running.spaces.get().name not in awaited
    check_in(world.running, by=world.host, now=NOON)
    whom_it_expects(page)
    assert say("0812345678") == nobody


def test_who_leaves_by_a_number_is_checked_out_and_told_nothing_of_its_owner(page, world):
    def say(number: str) -> str:
        """What it shows to somebody who leaves by this number."""
        shown(page, "welcome").locator("[data-leaving]").click()
        shown(page, "scan").locator("[data-to=phone]").click()
        shown(page, "phone")
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        found = shown(page, "found")
        assert found.locator("[data-yes]").is_visible()
        return f"{page.locator('h1').inner_text()} {page.locator('[data-lead]').inner_text()} {found.inner_text()}"

    opened(page, world)
    awaited = say("0812345678")
    page.locator("[data-back] button").click()
    check_in(world.running, by=world.host, now=NOON)
    whom_it_expects(page)
    nobody = say("0899999999")
    page.locator("[data-back] button").click()
    assert say("0812345678") == nobody == awaited
    page.locator("[data-yes]").click()
    shown(page, "done")
    told(page)
    entry = KioskEntry.objects.get(kind="leave")
    assert (entry.conflict, entry.said) == ("", "")
    assert entry.visit.left_at
    assert entry.visit.booking.person.phone == "+66812345678"
    page.locator("[data-back] button").click()
    assert say("0812345678") == nobody


def test_a_tablet_that_was_sent_away_forgets_whom_it_expected(page, world):
    opened(page, world)
    assert whom_it_expects(page) > 0
    revoke(Kiosk.objects.get(), by=world.host, now=NOON)
    assert whom_it_expects(page) == 0


def test_what_answers_in_place_of_the_house_is_no_network_and_ends_nothing(live, browser, browser_context_args, world):
    """A gateway that asks for its own sign-in, say, before it lets anybody out."""
    context = browser.new_context(**browser_context_args, service_workers="block")
    page = opened(context.new_page(), world)
    expected = whom_it_expects(page)
    for status in (200, 401):
        context.route("**/api/v1/kiosk**", partial(gateway, status))
        assert whom_it_expects(page) == expected > 0, status
        context.unroute("**/api/v1/kiosk**")
    context.close()


def gateway(status: int, route: Any) -> None:
    route.fulfill(status=status, content_type="text/html", body="<h1>Sign in</h1>")


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
