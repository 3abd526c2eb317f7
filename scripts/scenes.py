"""What the pictures of the docs show: who goes where and does what first. Taken by scripts/screenshots.py."""

from datetime import UTC, datetime, timedelta
from typing import Any

MOMENT = datetime(2026, 11, 27, 9, 40, tzinfo=UTC)  # Friday 27 November 2569, 16:40 in Udon Thani
HUB = "/h/udon-smart-hub/"
WISH = "?date=2026-12-01&start=10:00&minutes=120&people=1"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
TABLET = {"viewport": {"width": 1024, "height": 720}, "device_scale_factor": 1, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1}
SCREEN = {"viewport": {"width": 1280, "height": 720}, "device_scale_factor": 1}
MADE_UP = "(สมมุติ)"


def visitor(camera: Any) -> None:
    """Somebody without an account: sees what is free, books, has the booking's own page."""
    phone = camera.visitor(PHONE)
    phone.goto("/")
    camera.take(phone, "phone-hub")
    phone.goto(f"{HUB}book/{WISH}")
    camera.take(phone, "phone-book")
    phone.locator("button.seat").first.click()
    phone.locator("#id_name").fill(f"ยายแก้ว {MADE_UP}")
    camera.take(phone, "phone-confirm", height=1250)
    phone.locator("#who button").last.click()
    phone.wait_for_url("**/bookings/**")
    camera.take(phone, "phone-booking", height=1250)
    wide = camera.visitor(DESKTOP)
    wide.goto("/")
    camera.take(wide, "hub")
    wide.set_viewport_size({"width": 1280, "height": 920})
    wide.goto("/#plan-title")
    camera.take(wide, "hub-plan")
    wide.set_viewport_size(DESKTOP["viewport"])
    for name, path, height in (
        ("book", f"{HUB}book/{WISH}", 1300),
        ("day", f"{HUB}day/?date=2026-11-27", 1100),
        ("hub-en", "/en/", 0),
        ("api-docs", "/api/v1/docs?lang=en", 0),
    ):
        wide.goto(path)
        camera.take(wide, name, height=height)
    dark = camera.visitor(DESKTOP, scheme="dark")
    dark.goto(f"{HUB}book/{WISH}")
    camera.take(dark, "book-dark", height=1100)


def screens(camera: Any) -> None:
    """What hangs on the wall: nobody touches it, nobody is named on it."""
    from smarthub.places.models import Space

    wide = camera.visitor(SCREEN)
    wide.goto("/screen/udon-smart-hub/")
    camera.take(wide, "screen")
    wide.goto(f"/screen/udon-smart-hub/{Space.objects.filter(kind=Space.Kind.ROOM).earliest('pk').ref}/")
    camera.take(wide, "door")


def waits(camera: Any) -> None:
    """The one workshop is taken; somebody waits for it, and it becomes free."""
    from smarthub.bookings.actions.cancel import cancel
    from smarthub.bookings.models import Booking
    from smarthub.kit import clock

    tomorrow = MOMENT + timedelta(days=1)
    standing = Booking.objects.filter(cancelled_at=None, spaces__kind="workshop", starts_at__date=tomorrow.date())
    booking = standing.earliest("starts_at")
    local = booking.starts_at + timedelta(hours=7)
    minutes = int((booking.ends_at - booking.starts_at) / timedelta(minutes=1))
    wish = f"?date={local:%Y-%m-%d}&start={local:%H:%M}&minutes={minutes}&people=2&kind=workshop"
    phone = camera.visitor(PHONE)
    phone.goto(f"{HUB}wait/{wish}")
    phone.locator("#id_name").fill(f"ช่างเอก {MADE_UP}")
    phone.locator("main form .button--wide").click()
    phone.wait_for_url("**/waits/**")
    cancel(booking, by=booking.person, now=clock.now(), by_host=True)
    phone.reload()
    camera.take(phone, "phone-wait", height=960)


def host(camera: Any, link: str) -> None:
    """The first host's first day."""
    phone = camera.visitor(PHONE)
    phone.goto(link)
    camera.take(phone, "phone-first-link")
    phone.locator("main form button").last.click()
    phone.wait_for_url("**/welcome/**")
    phone.locator("#id_name").fill(f"พี่ดา {MADE_UP}")
    camera.take(phone, "phone-welcome")
    phone.locator("main form button").first.click()
    phone.wait_for_url(lambda url: "welcome" not in url)
    camera.take(phone, "phone-me")
    state = phone.context.storage_state()
    wide = camera.visitor(DESKTOP, state=state)
    desk(camera, phone, wide)
    kiosk(camera, wide)
    for name, path, height in (
        ("settings", "settings/", 1000),
        ("hours", "settings/hours/", 1000),
        ("days", "settings/days/", 1000),
        ("spaces", "settings/spaces/", 1100),
        ("prices", "settings/prices/", 900),
        ("rules", "settings/rules/", 1200),
        ("plan-editor", "plan/", 1250),
        ("lists", "lists/", 1000),
        ("person", f"people/{person_of_the_demo()}/", 1250),
    ):
        wide.goto(HUB + path)
        camera.take(wide, name, height=height)
    mine(camera, phone)
    series(camera, wide)
    wide.goto("/hubs/new/")
    camera.take(wide, "new-hub", height=1500)
    think(camera, wide)


def person_of_the_demo() -> str:
    """Somebody who is in the house and therefore known to its host."""
    from smarthub.bookings.models import Visit

    return Visit.objects.filter(left_at=None, person__isnull=False).earliest("pk").person.code


def desk(camera: Any, phone: Any, wide: Any) -> None:
    """The day is opened, some come without a booking, a note is left."""
    wide.goto(f"{HUB}desk/")
    wide.locator("[data-part=day] button").click()
    wide.locator("[data-part=day] a").wait_for()
    for n in (2, 1):
        with wide.expect_response("**/walk-ins/"):
            wide.locator(f"#walk-in .count[value='{n}']").click()
    wide.locator("#note").fill("ช่างแอร์จะมาตอนหกโมงเย็น")
    wide.keyboard.press("Enter")
    wide.locator(".notes li").first.wait_for()
    wide.goto(f"{HUB}desk/")
    camera.take(wide, "desk", height=1250)
    wide.goto(f"/en{HUB}desk/")
    camera.take(wide, "desk-en", height=1250)
    wide.goto(f"{HUB}desk/today/")
    camera.take(wide, "day-figures")
    wide.goto(f"{HUB}desk/codes/")
    camera.take(wide, "codes")
    phone.goto(f"{HUB}desk/")
    camera.take(phone, "phone-desk")
    phone.goto(f"{HUB}hand-out/")
    camera.take(phone, "phone-hand-out")


def kiosk(camera: Any, wide: Any) -> None:
    """A tablet is paired; somebody types the code of their booking."""
    from smarthub.bookings.models import Booking

    wide.goto(f"{HUB}desk/kiosks/")
    wide.locator("#id_name").fill("ประตูหน้า")
    wide.locator("main form .button--wide").click()
    code = wide.locator(".pairing").inner_text()
    camera.take(wide, "kiosk-code", height=700)
    tablet = camera.visitor(TABLET)
    tablet.goto("/kiosk/")
    tablet.wait_for_function("() => document.documentElement.dataset.ready === 'yes'")
    camera.take(tablet, "kiosk-pair")
    tablet.locator("#pairing").fill(code)
    tablet.keyboard.press("Enter")
    tablet.locator("[data-screen=welcome]:not([hidden])").wait_for()
    camera.take(tablet, "kiosk")
    tablet.set_viewport_size(PHONE["viewport"])
    camera.take(tablet, "phone-kiosk")
    tablet.set_viewport_size(TABLET["viewport"])
    tablet.locator("[data-language=en]").click()
    camera.take(tablet, "kiosk-en")
    tablet.locator("[data-language=th]").click()
    near = Booking.objects.filter(cancelled_at=None, no_show_at=None, visit=None, starts_at__gte=MOMENT)
    tablet.locator("[data-screen=welcome] [data-to=scan]").first.click()
    tablet.locator("#code").fill(near.earliest("starts_at", "pk").ref)
    tablet.keyboard.press("Enter")
    tablet.locator("[data-screen=found]:not([hidden])").wait_for()
    camera.take(tablet, "kiosk-found")


def mine(camera: Any, phone: Any) -> None:
    """What is about oneself: children for whom one acts, one's own data."""
    phone.goto("/me/profile/")
    phone.locator("#id_birth_year").fill("2528")
    phone.locator("main form .button").first.click()
    phone.wait_for_load_state()
    for name, year in (("น้องมะลิ", "2562"), ("น้องต้นกล้า", "2556")):
        phone.goto("/me/children/")
        phone.locator("#id_name").fill(f"{name} {MADE_UP}")
        phone.locator("#id_birth_year").fill(year)
        phone.locator("main form.form .button").click()
        phone.wait_for_load_state()
    phone.goto("/me/children/")
    camera.take(phone, "phone-children", height=1250)
    phone.goto("/me/data/")
    camera.take(phone, "phone-data")


def series(camera: Any, wide: Any) -> None:
    """Every Saturday at one desk, with a holiday in it and a day that somebody else has."""
    from smarthub.bookings.testing import make_booking
    from smarthub.kit.refusals import Refused
    from smarthub.people.models import Person
    from smarthub.places.models import Host, Hub, Space

    own = Host.objects.get(until=None).person
    other = Person.objects.filter(name=f"ลุงสมาน {MADE_UP}").earliest("pk")
    hub, first = Hub.objects.get(), datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
    for space in Space.objects.filter(kind=Space.Kind.DESK, is_walk_in_only=False).order_by("pk"):
        try:
            booking = make_booking(hub, space, starts_at=first, hours=2, person=own, now=MOMENT)
            make_booking(hub, space, starts_at=first + timedelta(days=21), hours=2, person=other, now=MOMENT)
        except Refused:
            continue
        break
    wide.goto(f"/bookings/{booking.ref}/repeat/")
    wide.locator("#id_count").fill("8")
    wide.locator("main form button").click()
    wide.wait_for_url("**/series/**")
    camera.take(wide, "series", height=1150)


def think(camera: Any, wide: Any) -> None:
    """The fictional sessions, as who leads them and who joins them sees them."""
    from smarthub.brainstorms.demo import texts
    from smarthub.brainstorms.models import Session

    codes = dict(Session.objects.values_list("question", "code"))
    phone = camera.visitor(PHONE)
    phone.goto(f"/b/{codes[texts.RUNNING]}/")
    phone.locator("input[name=sector]").first.check()
    phone.locator("main form button").first.click()
    phone.locator("textarea").first.fill("ให้ร้านเล็กผลัดกันเป็นเจ้าภาพ")
    camera.take(phone, "phone-think")
    for name, path, height in (
        ("think-lead", f"/b/{codes[texts.RUNNING]}/lead/", 1000),
        ("think-minutes", f"/b/{codes[texts.MEETING]}/minutes/", 1500),
        ("think-report", f"/b/{codes[texts.WORKSHOP]}/report/", 1500),
    ):
        wide.goto(path)
        camera.take(wide, name, height=height)
