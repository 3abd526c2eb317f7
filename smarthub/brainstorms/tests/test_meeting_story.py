"""In a browser: minutes save themselves, wait for the network, and never overwrite anybody."""

from django.test import Client

from smarthub.brainstorms.models import Facilitator, Minutes
from smarthub.brainstorms.queries.outcome import minutes_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import make_session, tell
from smarthub.kit import clock
from smarthub.people.testing import make_person


def signed_in(page, person, live):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])


def test_minutes_save_themselves_wait_for_the_network_and_overwrite_nobody(phone, live, axe, fits):
    session = make_session()
    signed_in(phone, session.made_by, live)
    phone.goto(f"/b/{session.code}/minutes/")
    sheet, state = phone.locator("#sheet"), phone.locator("[data-state]")
    sheet.fill("เริ่มเก้าโมง")
    state.get_by_text("บันทึกแล้ว").wait_for()
    assert minutes_of(session).text == "เริ่มเก้าโมง"

    phone.context.set_offline(True)
    sheet.fill("เริ่มเก้าโมง\nมาแปดคน")
    state.get_by_text("ยังไม่ได้บันทึก").wait_for()
    phone.context.set_offline(False)
    state.get_by_text("บันทึกแล้ว").wait_for()
    assert minutes_of(session).text == "เริ่มเก้าโมง\nมาแปดคน"

    other = make_person("Malee")
    Facilitator.objects.create(session=session, person=other, since=clock.now())
    tell(session, Sender(person=other, leads=True), "minutes", text="ของมาลี", number=minutes_of(session).number)
    sheet.fill("เริ่มเก้าโมง\nมาเก้าคน")
    phone.get_by_text("มีสองคนเขียนพร้อมกัน").wait_for()
    assert "ของมาลี" in phone.locator("[data-theirs]").inner_text()
    assert "มาเก้าคน" in phone.locator("#sheet").input_value()
    axe(phone)
    fits(phone)
    phone.locator("#sheet").fill("เริ่มเก้าโมง\nมาเก้าคน\nของมาลี")
    phone.get_by_role("button", name="บันทึกรายงานการประชุม").click()
    phone.wait_for_url("**/minutes/#minutes")
    assert minutes_of(session).text.endswith("ของมาลี")
    assert Minutes.objects.filter(text="ของมาลี").exists()


def test_what_was_typed_on_a_device_that_was_closed_is_there_again(phone, live):
    session = make_session()
    signed_in(phone, session.made_by, live)
    phone.goto(f"/b/{session.code}/minutes/")
    phone.context.set_offline(True)
    phone.locator("#sheet").fill("ยังไม่ถึงเซิร์ฟเวอร์")
    phone.locator("[data-state]").get_by_text("ยังไม่ได้บันทึก").wait_for()
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto(f"/b/{session.code}/minutes/")
    phone.locator("[data-state]").get_by_text("บันทึกแล้ว").wait_for()
    assert minutes_of(session).text == "ยังไม่ถึงเซิร์ฟเวอร์"


def test_whoever_reads_sees_the_minutes_grow(phone):
    session = make_session()
    phone.goto(f"/b/{session.code}/")
    phone.get_by_role("button", name="เข้าร่วม").first.click()
    phone.locator("[data-joined]").wait_for()
    phone.goto(f"/b/{session.code}/minutes/")
    phone.get_by_text("ยังไม่มีบันทึก").wait_for()
    lead = Sender(person=session.made_by, leads=True)
    tell(session, lead, "minutes", text="เริ่มเก้าโมง", now=clock.now())
    phone.get_by_text("เริ่มเก้าโมง").wait_for()
    tell(session, lead, "decide", text="ปลูกต้นไม้", now=clock.now())
    phone.get_by_text("ปลูกต้นไม้").wait_for()
