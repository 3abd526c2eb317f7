"""A host's whole day in the browser: with a pointer, by keys alone, on a phone. In the evening the figures are right."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest

from smarthub.bookings.models import Booking, DeskDay, Kiosk, KioskEntry, Visit, Wait, WaitOffer
from tests.stories.day import MINUTE, NINE, ONE, WAITING, Day, make_day
from tests.stories.day_hands import Keys, Pointer, Touch
from tests.stories.line import Line

FIGURES = {
    "visits": 60, "people": 68, "groups": 2, "with_booking": 17, "walk_ins": 43, "still_here": 0,
    "bookings": 20, "no_shows": 3, "cancelled": 0,
}  # fmt: skip
# In the order in which the host reads them.
SHOWN = ("68", "60", "2", "20", "17", "43", "3", "0", "0", "910\N{NO-BREAK SPACE}บาท")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def day(live: str) -> Iterator[Day]:
    line = Line(urlsplit(live).port or 80)
    yield make_day(line)
    line.cut()


@pytest.fixture
def elsewhere(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """A page on another device, of the same size as the host's."""
    contexts: list[Any] = []

    def open_page(**more: Any) -> Any:
        contexts.append(browser.new_context(**browser_context_args | more))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.slow
def test_a_whole_day_with_a_pointer(page, elsewhere, day, live):
    work(day, Pointer(page), elsewhere, live)
    evening(day, page)


@pytest.mark.slow
def test_a_whole_day_by_keyboard_alone(page, elsewhere, day, live):
    work(day, Keys(page), elsewhere, live)
    evening(day, page)


@pytest.mark.slow
def test_a_whole_day_on_a_phone(phone, elsewhere, day, live, fits):
    work(day, Touch(phone), partial(elsewhere, **PHONE), live)
    evening(day, phone)
    fits(phone)
    phone.goto(f"/h/{day.hub.slug}/desk/")
    fits(phone)


def work(day: Day, hand: Pointer, elsewhere: Callable[..., Any], live: str) -> None:
    """All of it with the same hands: the host's, who come to the tablet, who waits, the second host's."""
    tablet = hand.another(elsewhere(base_url=f"http://127.0.0.1:{day.line.port}"))
    guest, second = (hand.another(elsewhere()) for _n in range(2))
    day.begin(hand, live)
    day.pair(hand, tablet)
    link = day.wait(guest)
    day.before_ten(hand)
    tablet = day.power_cut(tablet)
    day.late_morning(hand)
    day.network_again(hand, tablet, second, live)
    day.after_lunch(hand, tablet)
    day.offer(hand, guest, link)
    day.afternoon(hand, tablet)
    day.end(hand)


def evening(day: Day, page: Any) -> None:
    assert DeskDay.objects.get().figures == FIGURES
    shown = page.locator(".figures .figure__number, main dl.facts dd").all_inner_texts()
    assert tuple(each.strip() for each in shown[: len(SHOWN)]) == SHOWN
    assert Visit.objects.count() == 60
    assert Booking.objects.filter(booked_at__isnull=False).count() == 20

    assert KioskEntry.objects.exclude(conflict="").count() == 0
    assert Kiosk.objects.get().entries.count() == 10
    for n, minutes in ((6, 65), (7, 66)):
        came = Visit.objects.get(booking=day.bookings[n]).came_at
        assert abs(came - (NINE + minutes * MINUTE)) < 2 * MINUTE, "what counts is when they came"

    wait = Wait.objects.get()
    assert (wait.person.name, wait.ended_how) == (WAITING, Wait.EndedHow.BOOKED)
    assert WaitOffer.objects.get().accepted_at == ONE + 17 * MINUTE
    assert wait.booking
    assert wait.booking.spaces.get() == day.bookings[18].spaces.get(), "the place to which nobody came"
    assert Visit.objects.get(booking=wait.booking).came_at == ONE + 20 * MINUTE
