"""In a browser: a phone joins, writes, and sees what is revealed by itself, on a page that everybody can use."""

from smarthub.brainstorms.models import Note
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock


def test_a_phone_writes_and_sees_what_is_revealed_by_itself(phone, axe, fits):
    session = make_session()
    begin(session)
    tell(session, make_participant(session), "note", text="ต้นไม้ริมถนน", now=clock.now())
    phone.goto(f"/b/{session.code}/")
    axe(phone)
    fits(phone)
    phone.get_by_label("ภาคประชาชน").check()
    phone.get_by_role("button", name="เข้าร่วม").click()
    box = phone.get_by_label("โน้ตของคุณ", exact=True)
    box.fill("รถเมล์ไฟฟ้า")
    phone.get_by_role("button", name="เพิ่มโน้ต").click()
    phone.get_by_text("รถเมล์ไฟฟ้า").wait_for()
    axe(phone)
    fits(phone)
    assert phone.get_by_text("ต้นไม้ริมถนน").count() == 0
    box.fill("ยังเขียนไม่เสร็จ")
    tell(session, leader(session), "reveal", now=clock.now())
    phone.get_by_text("ต้นไม้ริมถนน").wait_for()
    assert box.input_value() == "ยังเขียนไม่เสร็จ"
    ref = tell(session, leader(session), "phase", kind="opinions", now=clock.now()).payload["phase"]
    tell(session, leader(session), "next", phase=ref, now=clock.now())
    phone.get_by_role("button", name="ไม่เห็นด้วย").first.wait_for()
    axe(phone)
    fits(phone)
    phone.get_by_text("คุณยังเขียนค้างอยู่").wait_for()  # what was being typed is not lost with its phase
    phone.get_by_role("button", name="ไม่เห็นด้วย").click()
    phone.get_by_role("button", name="เลิกทำ").wait_for()
    assert Note.objects.count() == 2
