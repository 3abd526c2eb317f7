"""Booking, as people do it: by thumb, without JavaScript, and when somebody else was faster."""

from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings.actions.book import hold
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import make_booking
from smarthub.kit import clock
from smarthub.look.testing import broken_words
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from tests.stories.ways import TOMORROW_AT_TWO, cancel, confirm, name_field, yes_cancel
from tests.stories.world import HOUR, NOON, TOMORROW, desks_of, furnished

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.at(NOON)


@pytest.fixture
def hub(live) -> Hub:
    return furnished()


class Thumb:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Any) -> None:
        what.tap()
        self.taps += 1


def choose(page: Any, hub: Hub, *, people: int = 1) -> Booking:
    """As far as the question who comes; what is held then."""
    page.goto(f"/h/{hub.slug}/book/{TOMORROW_AT_TWO}&people={people}")
    page.locator("#choose button").first.click()
    page.locator("#who").wait_for()
    return Booking.objects.get(booked_at=None)


def test_a_desk_for_tomorrow_takes_five_taps_and_the_link_cancels_it(phone, browser, hub, live, axe, fits):
    phone.goto("/")
    phone.get_by_role("link", name="จองที่นั่ง").tap()
    phone.get_by_role("link", name="พรุ่งนี้").tap()
    phone.wait_for_url("**date=2026-03-05**")
    with phone.expect_response("**start=14%3A00**"):
        phone.get_by_label("ตั้งแต่").select_option("14:00")
    thumb = Thumb()
    phone.locator("#found[data-live*='14%3A00']").wait_for()
    thumb.tap(phone.get_by_role("button", name="เลือก").first)
    thumb.tap(name_field(phone))
    phone.keyboard.type("ยายสมศรี")
    axe(phone)
    fits(phone)
    thumb.tap(confirm(phone))
    phone.wait_for_url("**/bookings/**key=**")
    assert thumb.taps <= 5
    booking = Booking.objects.get()
    assert (booking.starts_at, booking.person.name) == (TOMORROW + 2 * HOUR, "ยายสมศรี")
    assert [space.kind for space in booking.spaces.all()] == [Space.Kind.DESK]
    axe(phone)
    fits(phone)

    elsewhere = browser.new_context(base_url=live, locale="th-TH").new_page()  # another machine, with the link alone
    elsewhere.goto(phone.url)
    cancel(elsewhere).click()
    yes_cancel(elsewhere).click()
    elsewhere.get_by_text("ยกเลิกแล้ว", exact=True).wait_for()
    booking.refresh_from_db()
    assert booking.cancelled_at
    elsewhere.context.close()


def test_of_two_who_choose_the_same_desk_the_second_takes_the_next_by_one_tap(phone, hub, axe, fits):
    phone.goto(f"/h/{hub.slug}/book/{TOMORROW_AT_TWO}&people=1")
    wanted = phone.locator(".seat").first
    desk = next(each for each in desks_of(hub) if each.ref == wanted.get_attribute("value").partition("@")[0])
    at = TOMORROW + 2 * HOUR
    hold(hub, spaces=[desk], starts_at=at, ends_at=at + HOUR, holder="somebody else", by=None, now=NOON)
    wanted.tap()
    phone.get_by_role("alert").wait_for()
    assert phone.get_by_label("ตั้งแต่").input_value() == "14:00"
    assert phone.get_by_label("วันที่").input_value() == "5/3/2569"
    axe(phone)
    fits(phone)
    phone.locator(".offer").first.tap()
    name_field(phone).fill("ตาสมชาย")
    confirm(phone).tap()
    phone.wait_for_url("**/bookings/**")
    booking = Booking.objects.get(booked_at__isnull=False)
    assert desk not in booking.spaces.all()


def test_a_hold_that_ran_out_keeps_what_was_typed_and_one_tap_takes_an_alternative(phone, hub, axe, fits):
    held = choose(phone, hub)
    name_field(phone).fill("ยายสมศรี")
    phone.get_by_label("โทรศัพท์").fill("081 234 5678")
    with clock.stopped_at(NOON + 6 * MINUTE):
        faster = make_person()
        make_booking(hub, list(held.spaces.all()), starts_at=held.starts_at, person=faster, now=NOON + 6 * MINUTE)
        confirm(phone).tap()
        phone.locator(".offer").first.wait_for()
        axe(phone)
        fits(phone)
        phone.locator(".offer").first.tap()
        phone.locator("#who").wait_for()
        assert name_field(phone).input_value() == "ยายสมศรี"
        assert phone.get_by_label("โทรศัพท์").input_value() == "081 234 5678"
        confirm(phone).tap()
        phone.wait_for_url("**/bookings/**")
    booking = Booking.objects.get(person__name="ยายสมศรี")
    assert booking.person.phone == "+66812345678"


def left(page: Any) -> int:
    """Of the hold, in seconds, as it is shown."""
    minutes, seconds = str(page.get_by_role("timer").text_content()).split(":")
    return int(minutes) * 60 + int(seconds)


def test_the_hold_counts_down_says_so_and_asks_again_when_it_is_over(page, hub):
    page.clock.install()
    choose(page, hub)
    page.locator("[data-running]").wait_for()
    assert 290 <= left(page) <= 300
    page.clock.run_for(60_000)
    assert 230 <= left(page) <= 242
    page.clock.run_for(185_000)
    assert "1 นาที" in (page.locator("[data-live]").text_content() or "").replace("\xa0", " ")
    with clock.stopped_at(NOON + 6 * MINUTE):
        page.clock.run_for(61_000)
        page.get_by_role("heading", name="เลือกใหม่อีกครั้ง").wait_for()
        offered = page.locator(".offer").evaluate_all("all => all.map(each => each.value)")
        assert len(offered) == len(set(offered)), "an alternative is offered twice"
        page.locator(".offer").first.click()  # the same place, still free; nothing was typed, and nothing need be
        page.locator("#who").wait_for()


def test_a_group_of_four_gets_one_table(phone, hub):
    phone.goto(f"/h/{hub.slug}/book/{TOMORROW_AT_TWO}")
    more = phone.get_by_role("button", name="เพิ่ม")
    for _n in range(3):
        more.tap()
    phone.locator("#found[data-live*='people=4']").wait_for()
    assert broken_words(phone) == []  # in what came later, too
    phone.get_by_role("button", name="นั่งโต๊ะเดียวกัน").first.tap()
    name_field(phone).fill("ทีมบ้านผือ")
    confirm(phone).tap()
    phone.wait_for_url("**/bookings/**")
    spaces = list(Booking.objects.get().spaces.all())
    assert len(spaces) == 4
    assert len({space.part_of_id for space in spaces}) == 1


# --- without JavaScript -----------------------------------------------------------------------------------------------


def test_without_javascript_the_same_booking_works(browser, hub, live):
    context = browser.new_context(base_url=live, locale="th-TH", java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/")
    plain.get_by_role("link", name="จองที่นั่ง").click()
    plain.get_by_role("link", name="พรุ่งนี้").click()
    plain.get_by_label("ตั้งแต่").select_option("14:00")
    plain.get_by_label("จำนวนคน").fill("2")
    plain.get_by_role("button", name="ดูที่ว่าง").click()
    plain.get_by_role("button", name="เลือก").first.click()
    confirm(plain).click()
    assert name_field(plain).get_attribute("aria-invalid") == "true"
    name_field(plain).fill("ยายสมศรี")
    confirm(plain).click()
    plain.wait_for_url("**/bookings/**key=**")
    booking = Booking.objects.get(booked_at__isnull=False)
    assert (booking.starts_at, booking.people) == (TOMORROW + 2 * HOUR, 2)
    cancel(plain).click()
    yes_cancel(plain).click()
    booking.refresh_from_db()
    assert booking.cancelled_at
    context.close()


def test_the_house_is_read_aloud_in_thai(phone, hub):
    """The main controls by the role and the name that a screen reader says."""
    phone.goto("/")
    phone.get_by_role("banner").get_by_role("navigation", name="หลัก").wait_for()
    phone.get_by_role("main").get_by_role("link", name="จองที่นั่ง").wait_for()
    phone.get_by_role("navigation", name="หลัก").get_by_role("link", name="หน้าหลัก").wait_for()
    phone.goto(f"/h/{hub.slug}/book/{TOMORROW_AT_TWO}")
    main = phone.get_by_role("main")
    for name in ("ตั้งแต่", "นานเท่าไร", "แบบไหน"):
        main.get_by_role("combobox", name=name).wait_for()
    main.get_by_role("spinbutton", name="จำนวนคน").wait_for()
    main.get_by_role("button", name="เพิ่ม").wait_for()
    days = main.get_by_role("list", name="วัน", exact=True)
    assert days.get_by_role("link", name="พรุ่งนี้ 5 มี.ค.").get_attribute("aria-current") == "date"
    main.get_by_role("heading", name="วันพฤหัสบดีที่ 5 มีนาคม 2569").wait_for()
    main.get_by_role("button", name="A1", exact=False).first.tap()
    main.get_by_role("textbox", name="ชื่อของคุณ").wait_for()
    main.get_by_role("timer").wait_for()
    assert main.get_by_text("ใคร", exact=True).get_attribute("aria-current") == "step"
    confirm(phone).tap()
    main.get_by_role("textbox", name="ชื่อของคุณ").and_(phone.locator("[aria-invalid=true][aria-describedby]")).wait_for()
    main.get_by_role("alert").get_by_role("link", name="ชื่อของคุณ").wait_for()
