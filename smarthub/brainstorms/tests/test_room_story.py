"""In a browser: a phone joins, writes, and sees what is revealed by itself, on a page that everybody can use."""

from smarthub.brainstorms.models import Note, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from tests.stories.patience import until


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


def in_phase(phone, kind, *texts, **more):
    """A phone in a room in which these notes are shown and voted on."""
    session = make_session()
    begin(session)
    other = make_participant(session)
    for text in texts:
        tell(session, other, "note", text=text, now=clock.now())
    tell(session, leader(session), "reveal", now=clock.now())
    ref = tell(session, leader(session), "phase", kind=kind, now=clock.now(), **more).payload["phase"]
    tell(session, leader(session), "next", phase=ref, now=clock.now())
    phone.goto(f"/b/{session.code}/")
    phone.locator("#phone[data-ready]").wait_for()
    phone.get_by_role("button", name="เข้าร่วม").click()
    phone.locator("#room[data-joined]").wait_for()
    return session


def has_focus(each):
    return each.evaluate("each => each === document.activeElement")


def test_an_order_is_made_by_keyboard_and_what_is_pressed_keeps_the_focus(phone):
    session = in_phase(phone, "rank", *"abc")
    last = phone.locator("[data-order] [data-note]").last
    text = last.locator("p").inner_text()
    up = phone.locator("[data-order] [data-note]", has_text=text).get_by_role("button", name="เลื่อนขึ้น")
    up.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Enter")
    assert has_focus(up)
    assert phone.locator("[data-order] [data-note]").first.locator("p").inner_text() == text
    phone.get_by_role("button", name="บันทึกลำดับนี้").press("Enter")
    phone.get_by_text("ส่งแล้ว").wait_for()
    ranked = Vote.objects.filter(phase__session=session).order_by("value").values_list("note__text", flat=True)
    assert ranked[0] == text
    assert len(ranked) == 3


def test_a_note_is_put_into_a_group_by_keyboard(phone):
    session = in_phase(phone, "group", "a", "b")
    phone.get_by_role("button", name="a", exact=True).press("Enter")
    phone.locator("dialog[open]").wait_for()
    phone.keyboard.press("Escape")
    assert has_focus(phone.get_by_role("button", name="a", exact=True))
    phone.keyboard.press("Enter")
    phone.get_by_label("กลุ่มใหม่").fill("เดินทาง")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="เดินทาง").wait_for()
    phone.get_by_role("button", name="b", exact=True).press("Enter")
    phone.get_by_role("button", name="เดินทาง").press("Enter")
    phone.get_by_role("heading", name="เดินทาง 2").wait_for()
    until(phone, lambda: not Note.objects.filter(group=None).exists())  # shown at once, before the server knows
    tell(session, leader(session), "undo", now=clock.now())  # and what others do is seen
    phone.get_by_role("heading", name="เดินทาง 1").wait_for()


def test_dots_are_counted_down_and_refused_over_the_budget(phone):
    session = in_phase(phone, "dots", "a", "b", dots=3)
    more, fewer = (phone.get_by_role("button", name=name) for name in ("เพิ่มหนึ่งจุด", "ลดหนึ่งจุด"))
    for left in (2, 1, 0):
        more.first.click()
        phone.get_by_text(f"เหลือจุดอีก {left}").first.wait_for()
    more.last.click(force=True)  # there is none left
    fewer.first.click()
    more.last.click()
    phone.wait_for_timeout(300)
    phone.locator(".line", has_text="รอส่ง").wait_for(state="detached")
    assert sorted(Vote.objects.filter(phase__session=session).values_list("note__text", "value")) == [
        ("a", 2),
        ("b", 1),
    ]


def test_the_last_minute_is_said_and_the_time_does_not_cut_who_writes(phone):
    session = make_session()
    ref = tell(session, leader(session), "phase", kind="write", seconds=70, now=clock.now()).payload["phase"]
    phone.goto(f"/b/{session.code}/")
    phone.locator("#phone[data-ready]").wait_for()
    tell(session, leader(session), "next", phase=ref, now=clock.now())
    said = phone.locator("[data-live]")
    said.get_by_text("เหลืออีก 1 นาที").wait_for(state="attached", timeout=20_000)
    tell(session, leader(session), "extend", seconds=-50, now=clock.now())
    said.get_by_text("เหลืออีกสิบวินาที").wait_for(state="attached", timeout=20_000)
    tell(session, leader(session), "extend", seconds=-9, now=clock.now())
    phone.locator(".timer.is-over").wait_for(timeout=20_000)
    phone.get_by_role("button", name="เข้าร่วม").click()
    phone.locator("#text").fill("ประโยคที่ยังเขียนอยู่")
    phone.get_by_role("button", name="เพิ่มโน้ต").click()
    phone.locator(".note--own").get_by_text("ส่งแล้ว").wait_for()
    assert Note.objects.get().late_at is None
