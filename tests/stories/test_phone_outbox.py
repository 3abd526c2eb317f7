"""A phone in a room as life treats it: no network while writing and voting, a page closed and opened again, a server that is
killed in mid-phase. Nothing is lost, nothing is there twice.
"""

import json
import os
import re
import signal
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from conftest import PHONE
from tests.launcher.house import House, wait_until
from tests.postgres import free_port
from tests.stories.leader import Leader
from tests.stories.line import Line
from tests.stories.patience import SERVED_BY_WORKER, until
from tests.stories.test_first_view import weight

MOST = 60_000  # bytes on the wire for the first view of a phone, fonts and all
KEPT = "caches.open('kept-pages')"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outbox")]  # one house for all of them


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    port = str(free_port())
    found = House(
        tmp_path_factory.mktemp("house"), PORT=port, WEB_CONCURRENCY="1", SMARTHUB_URL=f"http://127.0.0.1:{port}"
    )
    found.take_tables()
    found.run()
    yield found
    found.end()


@pytest.fixture
def leader(house: House) -> Leader:
    return Leader(house)


@pytest.fixture
def line(house: House) -> Iterator[Line]:
    found = Line(house.port)
    yield found
    found.cut()


@pytest.fixture
def phone(browser: Any, line: Line) -> Iterator[Any]:
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{line.port}", locale="th-TH", viewport=PHONE, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def come_in(phone: Any, leader: Leader) -> None:
    phone.goto(f"/b/{leader.code}/")
    phone.locator("#phone[data-ready]").wait_for()
    phone.get_by_role("button", name="เข้าร่วม").click()
    phone.locator("#room[data-joined]").wait_for()


def leave(phone: Any, line: Line) -> None:
    """Out of the network, and the browser knows it."""
    phone.context.set_offline(True)
    line.cut()


def return_to(phone: Any, line: Line) -> None:
    line.mend()
    phone.context.set_offline(False)


def write(phone: Any, text: str) -> None:
    phone.locator("#text").fill(text)
    phone.get_by_role("button", name="เพิ่มโน้ต").click()


def state(phone: Any, text: str, words: str) -> None:
    """Wait until the note says where it is, in words."""
    phone.locator(".note--own", has_text=text).get_by_text(words).wait_for()


def answer(phone: Any, name: str, count: int) -> None:
    """Press it, and see that so many are answered."""
    phone.get_by_role("button", name=name, exact=True).click()
    phone.get_by_text(f"ตอบแล้ว {count} จาก").wait_for()


def test_what_is_written_without_network_survives_a_reload_and_arrives_once(phone, line, leader):
    leader.begin("write")
    come_in(phone, leader)
    write(phone, "ต้นไม้ริมถนน")
    state(phone, "ต้นไม้ริมถนน", "ส่งแล้ว")
    until(phone, f"{KEPT}.then(pages => pages.match(location.pathname)).then(Boolean)")
    until(phone, SERVED_BY_WORKER)
    leave(phone, line)
    write(phone, "รถเมล์ไฟฟ้า")
    write(phone, "ทางเท้ากว้าง")
    state(phone, "รถเมล์ไฟฟ้า", "บันทึกไว้ในโทรศัพท์แล้ว")
    phone.locator("#text").fill("ยังพิมพ์ไม่จบ")
    phone.reload()
    phone.locator("#phone[data-kept]").wait_for(state="attached")
    state(phone, "รถเมล์ไฟฟ้า", "บันทึกไว้ในโทรศัพท์แล้ว")
    state(phone, "ทางเท้ากว้าง", "บันทึกไว้ในโทรศัพท์แล้ว")
    assert phone.locator("#text").input_value() == "ยังพิมพ์ไม่จบ"
    write(phone, "ไฟส่องสว่าง")
    assert len(leader.room()["notes"]) == 1
    return_to(phone, line)
    state(phone, "ไฟส่องสว่าง", "ส่งแล้ว")
    texts = [note["text"] for note in leader.room()["notes"]]
    assert texts == ["ต้นไม้ริมถนน", "รถเมล์ไฟฟ้า", "ทางเท้ากว้าง", "ไฟส่องสว่าง"]


def in_opinions(phone: Any, leader: Leader, many: int) -> None:
    leader.begin("write")
    come_in(phone, leader)
    for n in range(many):
        write(phone, f"ข้อที่ {n}")
    state(phone, f"ข้อที่ {many - 1}", "ส่งแล้ว")
    leader.begin("opinions")
    phone.get_by_role("button", name="ไม่เห็นด้วย").wait_for()


def counted(phone: Any, line: Line, leader: Leader) -> list[tuple[int, int, int]]:
    """Back in the network, when all is sent: agree, disagree and pass of each statement."""
    return_to(phone, line)
    until(phone, "document.querySelector('.line').dataset.state === 'live'")
    until(phone, "!document.querySelector('.line').textContent.includes('รอส่ง')")
    leader.tell("next", phase=leader.tell("phase", kind="talk")["phase"])
    return sorted((each["agree"], each["disagree"], each["pass"]) for each in leader.results()["statements"])


def test_votes_without_network_go_on_card_by_card_are_undone_and_count_once(phone, line, leader):
    in_opinions(phone, leader, 4)
    leave(phone, line)
    pressed = [("เห็นด้วย", 1), ("เห็นด้วย", 2), ("ไม่เห็นด้วย", 3), ("เลิกทำ", 2), ("เห็นด้วย", 3), ("ข้าม", 4)]
    for name, count in pressed:
        answer(phone, name, count)
    phone.get_by_text("คุณตอบครบทุกข้อแล้วในตอนนี้").wait_for()
    assert counted(phone, line, leader) == [(0, 0, 1)] + [(1, 0, 0)] * 3


def test_votes_go_on_in_a_page_that_was_opened_again_without_network(phone, line, leader):
    in_opinions(phone, leader, 3)
    until(phone, f"{KEPT}.then(pages => pages.keys()).then(all => all.some(({{ url }}) => /deck/.test(url)))")
    until(phone, SERVED_BY_WORKER)
    leave(phone, line)
    answer(phone, "เห็นด้วย", 1)
    phone.reload()
    phone.locator("#phone[data-kept][data-ready]").wait_for(state="attached")
    answer(phone, "ไม่เห็นด้วย", 2)
    answer(phone, "ข้าม", 3)
    assert counted(phone, line, leader) == [(0, 0, 1), (0, 1, 0), (1, 0, 0)]


def test_a_server_killed_in_mid_phase_is_waited_for(phone, house, leader):
    leader.begin("write")
    come_in(phone, leader)
    write(phone, "ก่อนดับ")
    state(phone, "ก่อนดับ", "ส่งแล้ว")
    for pid in house.processes():
        os.kill(pid, signal.SIGKILL)
    assert house.process
    house.process.wait(10)
    write(phone, "ระหว่างดับ")
    state(phone, "ระหว่างดับ", "บันทึกไว้ในโทรศัพท์แล้ว")
    house.start()
    wait_until(house.answers, 60, house.log)
    state(phone, "ระหว่างดับ", "ส่งแล้ว")
    leader.begin("dots", dots=3)
    phone.get_by_text("เหลือจุดอีก 3").wait_for()
    assert [note["text"] for note in leader.room()["notes"]] == ["ก่อนดับ", "ระหว่างดับ"]


def test_a_join_whose_answer_was_lost_is_one_person(phone, leader):
    leader.begin("write")
    phone.goto(f"/b/{leader.code}/")
    phone.locator("#phone[data-ready]").wait_for()
    lost = []

    def lose(route: Any) -> None:
        """The server does it, and the phone never hears of it."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0))
            route.abort()
        else:
            route.continue_()

    phone.route("**/b/**", lose)
    phone.get_by_role("button", name="เข้าร่วม").click()
    phone.locator("#room[data-joined]").wait_for()
    assert lost
    assert leader.room()["participants"] == 1


def test_a_note_that_comes_too_late_is_kept_and_a_refused_one_stays_on_the_phone(phone, line, leader):
    leader.begin("write", quota=1)
    come_in(phone, leader)
    leave(phone, line)
    write(phone, "ทันเวลา")
    state(phone, "ทันเวลา", "บันทึกไว้ในโทรศัพท์แล้ว")
    phone.evaluate(
        """async () => { // as another window of this phone would have done
          const box = await new Promise((yes) => { const asked = indexedDB.open("brainstorms"); asked.onsuccess = () => yes(asked.result); });
          const { room, phase } = document.getElementById("room").dataset;
          box.transaction("commands", "readwrite").objectStore("commands").add({ room, state: "waiting", kept: true,
            command: { id: crypto.randomUUID(), type: "note", phase, text: "เกินจำนวน", at: new Date().toISOString() } });
        }"""
    )
    return_to(phone, line)
    state(phone, "ทันเวลา", "ส่งแล้ว")
    phone.reload()
    refused = phone.locator(".asks section", has_text="เกินจำนวน")
    refused.get_by_role("button", name="คัดลอกข้อความ").wait_for()
    refused.get_by_role("button", name="ลบออกจากโทรศัพท์").click()
    refused.wait_for(state="detached")
    phone.reload()
    phone.locator("#phone[data-ready]").wait_for()
    assert phone.locator(".asks section").count() == 0
    assert [note["text"] for note in leader.room()["notes"]] == ["ทันเวลา"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_first_view_of_a_phone_is_light(browser, house, leader, prefix):
    leader.begin("write")
    address = f"{prefix}/b/{leader.code}/"
    seen = {"the door": weigh(browser, house, address)}
    key = {"name": f"room-{leader.code}", "value": joined(leader), "url": f"http://127.0.0.1:{house.port}"}
    for n in range(12):
        leader.call(
            f"/{leader.code}/commands",
            {
                "commands": [
                    {"id": str(uuid4()), "type": "note", "text": f"ความคิดที่ {n} ของเรา", "participant": key["value"]}
                ]
            },
        )
    for kind in ("write", "opinions", "dots", "pairs", "rank", "place", "group", "talk"):
        leader.begin(kind, **({"dots": 5} if kind == "dots" else {}))
        seen[kind] = weigh(browser, house, address, key)
    heavy = {
        what: sorted(sizes.items(), key=lambda each: -each[1])
        for what, sizes in seen.items()
        if sum(sizes.values()) > MOST
    }
    assert not heavy, {what: (sum(dict(sizes).values()), sizes[:9]) for what, sizes in heavy.items()}


def joined(leader: Leader) -> str:
    with urlopen(
        Request(
            f"{leader.address}/{leader.code}/commands",
            json.dumps({"commands": [{"id": str(uuid4()), "type": "join"}]}).encode(),
            {"Content-Type": "application/json"},
        ),
        timeout=10,
    ) as answer:
        return str(json.load(answer)["results"][0]["key"])


def weigh(browser: Any, house: House, address: str, *cookies: Any) -> dict[str, int]:
    """A phone that has never been here. The stream goes on for ever, so it is left out of the waiting, not of the weight."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{house.port}", viewport=PHONE, is_mobile=True, service_workers="block"
    )
    context.add_cookies(list(cookies))
    page = context.new_page()
    context.route(re.compile(r"/stream"), lambda route: route.abort())
    sizes = weight(page, address)
    context.close()
    return sizes
