"""The kiosk without a network, and killed: it loses nothing and doubles nothing."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.models import KioskEntry, Visit
from smarthub.bookings.testing import make_booking
from smarthub.frontdoor.tests.kiosk import READY, opened, told
from smarthub.kit import clock
from smarthub.people.testing import make_person
from tests.stories.world import HOUR, NOON, World, make_world


@pytest.fixture
def world(live) -> Iterator[World]:
    with clock.stopped_at(NOON):
        yield make_world()


class Tablet:
    """A browser of its own that keeps what it knows on the disk; it can be killed, as a pulled cord does."""

    def __init__(self, kind: Any, profile: Path, **arguments: Any) -> None:
        self._kind, self._profile, self._arguments = kind, profile, arguments
        self.on()

    def on(self, *, is_cut_off: bool = False) -> Any:
        self.context = self._kind.launch_persistent_context(self._profile, **self._arguments)
        self.context.set_offline(is_cut_off)
        self.page = self.context.pages[0]
        return self.page

    def kill(self) -> None:
        """The whole browser at once, without a word to anybody."""
        with pytest.raises(Error, match="has been closed"):
            self.context.new_cdp_session(self.page).send("Browser.crash")
        with suppress(Error):
            self.context.close()


@pytest.fixture
def tablet(
    live: str, browser: Any, browser_type: Any, browser_type_launch_args: Any, browser_context_args: Any, tmp_path: Path
) -> Iterator[Tablet]:
    made = Tablet(browser_type, tmp_path / "profile", **browser_type_launch_args, **browser_context_args)
    yield made
    made.context.close()


def test_two_hundred_check_ins_without_network_killed_twice_are_two_hundred_visits(tablet, world, client):
    """Eighteen of them have a booking, of which one was cancelled meanwhile; one shows what nobody knows."""
    with clock.stopped_at(NOON - HOUR):
        people = [make_person(f"คนที่ {n}") for n in range(18)]
    bookings = [
        make_booking(world.hub, space, starts_at=NOON, hours=3, person=person, now=NOON - 3 * HOUR)
        for space, person in zip(world.desks[8:26], people, strict=True)
    ]
    page = opened(tablet.page, world)
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("async () => (await caches.keys()).some((name) => name.startsWith('kiosk-'))")
    before = set(Visit.objects.values_list("pk", flat=True))
    tablet.context.set_offline(True)
    cancel(bookings[0], by=world.host, now=NOON, by_host=True)
    said = [each.ref for each in bookings] + ["081 999 9999"]
    for n in range(200):
        if n in (70, 140):  # and brought back without network
            tablet.kill()
            page = tablet.on(is_cut_off=True)
            page.goto("/kiosk/")
            page.wait_for_function(READY)
        touch(page, said[n // 10] if n % 10 == 0 and n // 10 < len(said) else "")
    assert set(Visit.objects.values_list("pk", flat=True)) == before
    page.locator("[data-state]", has_text="200").wait_for()
    tablet.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    told(page)
    visits = Visit.objects.exclude(pk__in=before)
    assert KioskEntry.objects.values("mark").distinct().count() == 200
    assert sorted(KioskEntry.objects.values_list("number", flat=True)) == list(range(1, 201))
    assert visits.count() == 200
    assert visits.filter(booking__isnull=False).count() == 17

    client.force_login(world.host, backend="allauth.account.auth_backends.AuthenticationBackend")
    named = client.get(f"/h/{world.slug}/desk/").context["conflicts"]
    assert {KioskEntry.objects.get(mark=each["mark"]).conflict for each in named} == {"cancelled", "unknown"}
    assert {each["said"] for each in named} == {bookings[0].ref, "081 999 9999"}
    assert {each["kiosk"] for each in named} == {"ประตูหน้า"}
    assert KioskEntry.objects.exclude(conflict="").count() == 2


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
