"""In a browser: somebody leads by keyboard alone while others write; the big screen follows by itself."""

from smarthub.brainstorms.models import Group, Note
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from tests.stories.world import sign_in


def write(session, *texts: str) -> None:
    for text in texts:
        tell(session, make_participant(session), "note", text=text, now=clock.now())


def lead(page, live: str, session) -> None:
    sign_in(page, session.made_by, live)
    page.goto(f"/b/{session.code}/lead/")


def test_notes_are_sorted_by_keyboard_alone_while_others_go_on(page, live, axe):
    session = make_session()
    begin(session)
    write(session, "ต้นไม้", "รถเมล์", "ทางเท้า")
    lead(page, live, session)
    assert page.get_by_text("ต้นไม้").count() == 0
    page.locator("#go-on").focus()
    page.keyboard.press("Enter")
    first = page.get_by_label("ต้นไม้")
    first.wait_for()
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.get_by_text("เลือกไว้ 2 โน้ต").wait_for()
    name = page.get_by_label("หรือตั้งกลุ่มใหม่")
    name.focus()
    page.keyboard.type("เมือง")
    # Somebody else sorts meanwhile: what is chosen, typed and focused stays.
    other = Note.objects.get(text="ทางเท้า")
    tell(session, leader(session), "group", text="คนเดิน", notes=(other.ref,), now=clock.now())
    page.get_by_role("heading", name="คนเดิน").wait_for()
    assert name.input_value() == "เมือง"
    assert page.evaluate("document.activeElement.id") == "new-group"
    assert page.locator("input[name=notes]:checked").count() == 2
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="เมือง").wait_for()
    made = Group.objects.get(title="เมือง")
    assert set(made.notes.values_list("text", flat=True)) == {"ต้นไม้", "รถเมล์"}
    assert page.locator("input[name=notes]:checked").count() == 0
    axe(page)
    page.get_by_role("button", name="เลิกทำ").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="เมือง").wait_for(state="detached")
    page.get_by_role("button", name="ทำซ้ำ").click()
    page.get_by_role("heading", name="เมือง").wait_for()
    assert set(made.notes.values_list("text", flat=True)) == {"ต้นไม้", "รถเมล์"}


def test_what_was_refused_is_said_and_nothing_is_lost(page, live):
    session = make_session()
    begin(session)
    lead(page, live, session)
    tell(session, leader(session), "close", now=clock.now())
    page.get_by_role("heading", name="การระดมสมองนี้ปิดแล้ว").wait_for()


def test_the_screen_follows_by_itself_and_counts(page, live, axe):
    session = make_session()
    page.goto(f"/b/{session.code}/screen/")
    page.get_by_text("มาแล้ว 0 คน").wait_for()
    begin(session)
    page.get_by_role("heading", name="เขียนเงียบ ๆ").wait_for()
    write(session, "ต้นไม้")
    page.locator(".screen__number", has_text="1").first.wait_for()
    assert page.get_by_text("ต้นไม้").count() == 0
    tell(session, leader(session), "reveal", now=clock.now())
    page.get_by_text("ต้นไม้").wait_for()
    axe(page)
    note = Note.objects.get()
    tell(session, leader(session), "hide", note=note.ref, now=clock.now())
    page.get_by_text("ต้นไม้").wait_for(state="detached")


def test_the_screen_comes_back_when_the_line_was_lost(page, live):
    session = make_session()
    begin(session)
    page.goto(f"/b/{session.code}/screen/")
    page.get_by_role("heading", name="เขียนเงียบ ๆ").wait_for()
    page.context.set_offline(True)
    page.get_by_text("สัญญาณขาดหาย").wait_for()
    write(session, "ต้นไม้")
    tell(session, leader(session), "reveal", now=clock.now())
    page.context.set_offline(False)
    page.get_by_text("ต้นไม้").wait_for()
    page.get_by_text("สัญญาณขาดหาย").wait_for(state="hidden")
