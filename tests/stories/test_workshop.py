"""A workshop of two hours in a minute or two, in real browsers: somebody who leads, a big screen, six phones, and 30 more
people beside them. One phone has no network while it writes and votes; the house is killed in the middle. Nothing is lost,
nothing is there twice, and everybody goes on by themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from conftest import PHONE
from tests.launcher.house import House, wait_until
from tests.postgres import free_port
from tests.stories.workshop import (
    BESIDE,
    SECTORS,
    Workshop,
    all_sent,
    at_step,
    come_in,
    come_to_lead,
    go_on,
    press,
    they_vote,
    thirty_more,
    write,
)

PHONES = 6
IDEAS = (
    "รถเมล์ไฟฟ้ารอบเมือง",
    "ทางเท้าที่เดินได้จริง",
    "เลนจักรยานริมหนองประจักษ์",
    "แยกขยะทุกชุมชน",
    "ต้นไม้ใหญ่ริมถนน",
    "น้ำประปาดื่มได้",
    "ลานกีฬาใกล้บ้าน",
    "ศูนย์ดูแลผู้สูงอายุ",
    "ตลาดนัดปลอดโฟม",
    "ที่จอดรถรวมนอกเมือง",
    "ไฟส่องสว่างทุกซอย",
    "ห้องสมุดเปิดกลางคืน",
)
GROUP = "ไปไหนมาไหนสะดวก"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    port = str(free_port())
    found = House(tmp_path_factory.mktemp("house"), PORT=port, SMARTHUB_URL=f"http://127.0.0.1:{port}")
    try:
        found.start()
        wait_until(found.answers, 150, found.log)
        yield found
    finally:
        found.end()


@pytest.fixture
def workshop(browser: Any, house: House) -> Iterator[Workshop]:
    found = Workshop(browser, house)
    yield found
    found.close()


@pytest.mark.slow
def test_a_workshop_of_two_hours_loses_nothing(workshop: Workshop) -> None:
    lead, screen = workshop.window(viewport={"width": 1280, "height": 800}), workshop.window()
    come_to_lead(lead, workshop)
    screen.goto(f"/b/{workshop.code}/screen/")
    phones = [workshop.window(viewport=PHONE, has_touch=True, is_mobile=True) for _ in range(PHONES)]
    for n, phone in enumerate(phones):
        come_in(phone, workshop.code, SECTORS[n % len(SECTORS)])
    away, killed = phones[5], phones[0]

    go_on(lead, "ครั้งก่อน")
    go_on(lead, "ควรเปลี่ยนอะไร")
    for phone in phones:
        at_step(phone, "write")
    silent_writing(workshop, phones, killed, away)
    assert not any(idea in screen.locator("body").inner_text() for idea in IDEAS)
    assert not any(idea in lead.locator("body").inner_text() for idea in IDEAS)

    lead.locator("#go-on").click()  # reveals, and begins the grouping, while one phone is still away
    screen.get_by_text(IDEAS[0]).wait_for()
    at_step(phones[1], "group")
    away.context.set_offline(False)
    all_sent(away)
    lead.locator(".note", has_text=IDEAS[11]).wait_for()
    assert Counter(note["text"] for note in workshop.call("")["notes"]) == Counter(IDEAS)
    grouping(lead, screen, phones[1])

    lead.locator("#go-on").click()
    opinions(workshop, phones, away)
    go_on(lead, "จุด")
    dots(phones, screen, lead)
    lead.locator("#go-on").click()
    at_step(phones[0], "place")
    lead.locator("#go-on").click()
    at_step(phones[0], "decide")
    outcome(lead, screen, phones)
    told(lead, workshop)
    assert not workshop.faults


def silent_writing(workshop: Workshop, phones: list[Any], killed: Any, away: Any) -> None:
    """Two notes each. The sixth phone loses the network between its own two, and the house dies under the first."""
    for n, phone in enumerate(phones):
        write(phone, IDEAS[n], n % 3, "ส่งแล้ว")
    away.context.set_offline(True)
    write(away, IDEAS[11], 2, "บันทึกไว้ในโทรศัพท์แล้ว")
    workshop.kill()
    write(killed, IDEAS[6], 0, "บันทึกไว้ในโทรศัพท์แล้ว")
    workshop.house.start()
    wait_until(workshop.house.answers, 150, workshop.house.log)
    killed.locator(".note--own", has_text=IDEAS[6]).get_by_text("ส่งแล้ว").wait_for()
    for n, phone in enumerate(phones[1:5], start=7):
        write(phone, IDEAS[n], n % 3, "ส่งแล้ว")
    for phone in phones[:5]:
        all_sent(phone)


def grouping(lead: Any, screen: Any, phone: Any) -> None:
    for idea in IDEAS[:3]:
        lead.locator(".note", has_text=idea).locator("input").check()
    lead.locator("#new-group").fill(GROUP)
    lead.locator("#chosen button[value=group]").click()
    for page in (lead, screen, phone):
        page.get_by_role("heading", name=GROUP).first.wait_for()
    lead.locator("[data-part=undo] button[value=undo]").click()
    for page in (lead, screen, phone):
        page.get_by_role("heading", name=GROUP).first.wait_for(state="detached")
    lead.locator("[data-part=undo] button[value=redo]").click()
    for page in (lead, screen, phone):
        page.get_by_role("heading", name=GROUP).first.wait_for()
        assert page.locator("li", has_text=IDEAS[1]).count() >= 1


def opinions(workshop: Workshop, phones: list[Any], away: Any) -> None:
    for phone in phones:
        at_step(phone, "opinions")
    away.locator("#phone[data-all]").wait_for(state="attached")
    away.context.set_offline(True)
    with ThreadPoolExecutor(1) as beside:  # the thirty vote while the six do
        thirty = beside.submit(they_vote, workshop, thirty_more(workshop))
        for phone in phones[:5]:
            press(phone, "เห็นด้วย", 1)
        press(away, "ไม่เห็นด้วย", 1)
        press(away, "เห็นด้วย", 2)
        press(away, "ข้าม", 3)
        thirty.result()
    away.context.set_offline(False)
    for phone in phones:
        all_sent(phone)


def dots(phones: list[Any], screen: Any, lead: Any) -> None:
    for phone in phones[:3]:
        at_step(phone, "dots")
        more = phone.locator(".note--dots").first.locator("[data-by='1']")
        for left in (4, 3, 2, 1, 0):
            more.click()
            phone.locator(".dots-left", has_text=f"เหลือจุดอีก {left}").wait_for()
        assert phone.locator(".note--dots").nth(1).locator("[data-by='1']").get_attribute("aria-disabled") == "true"
        all_sent(phone)
    lead.locator("dd[data-voters]", has_text=re.compile("^3$")).wait_for()
    lead.locator(
        "dd[data-here]", has_text=re.compile(f"^{PHONES}$")
    ).wait_for()  # the thirty have no phone that listens
    lead.locator(".now__more button[value=reveal]").click()
    screen.locator(".screen__list").get_by_text("15").wait_for()


def outcome(lead: Any, screen: Any, phones: list[Any]) -> None:
    lead.locator("#decision").fill("เริ่มที่รถเมล์ไฟฟ้ารอบเมือง")
    lead.locator("button[value=decide]").click()
    for page in (lead, screen, *phones):
        page.get_by_text("เริ่มที่รถเมล์ไฟฟ้ารอบเมือง").first.wait_for()
    lead.locator("#go-on").click()
    at_step(phones[5], "act")
    lead.locator("#action").fill("สำรวจเส้นทาง")
    lead.locator("#owner").fill("มะลิ")
    lead.locator("#due_on").fill("30/11/2570")
    lead.locator("button[value=act]").click()
    for page in (lead, screen, *phones):
        page.get_by_text("สำรวจเส้นทาง").first.wait_for()
    lead.locator("#h-steps").wait_for()
    lead.locator("[data-part=end] summary").click()
    lead.locator("[data-part=end] button[value=close]").click()
    for phone in phones:
        phone.locator("#room[data-closed]").wait_for()


def told(lead: Any, workshop: Workshop) -> None:
    """The report, and the log: every command one event, numbered without gaps."""
    lead.goto(f"/b/{workshop.code}/report/")
    for text in ("เริ่มที่รถเมล์ไฟฟ้ารอบเมือง", "สำรวจเส้นทาง", GROUP, *IDEAS):
        assert lead.get_by_text(text).count() >= 1, text
    pdf = lead.request.get(f"/b/{workshop.code}/report.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
    log = workshop.log()
    assert [each["number"] for each in log] == list(range(1, len(log) + 1))
    types = Counter(each["type"] for each in log)
    assert types["noted"] == len(IDEAS)
    assert types["joined"] == PHONES + BESIDE
    marks = Counter(each["id"] for each in log if "id" in each)
    assert max(marks.values()) == 1
    results = workshop.call("/results")
    said = results["statements"]
    assert len(said) == len(IDEAS)
    votes = sum(each["agree"] + each["disagree"] + each["pass"] for each in said)
    assert votes == BESIDE * len(IDEAS) + 5 + 3
    assert sum(each["pass"] for each in said) == 1
    assert results["groups"] is None
    assert results["why"]
    dotted = next(each for each in results["votes"] if each["kind"] == "dots")
    assert dotted["notes"][0]["score"] == 15
