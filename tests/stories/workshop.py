"""Who takes part in a workshop, each in a browser of their own, and what they do there."""

import json
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from tests.launcher.house import House
from tests.stories.patience import until

BESIDE = 30
SECTORS = ("government", "private", "university", "startup", "citizen")
SLOW = 30_000  # ms; the machine may be busy with other tests


class Workshop:
    """Everybody who takes part, each in a browser of their own."""

    def __init__(self, browser: Any, house: House) -> None:
        self.browser, self.house, self.code = browser, house, ""
        self.contexts: list[Any] = []
        self.faults: list[str] = []

    def window(self, **more: Any) -> Any:
        base = f"http://127.0.0.1:{self.house.port}"
        context = self.browser.new_context(base_url=base, locale="th-TH", reduced_motion="reduce", **more)
        context.set_default_timeout(SLOW)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def call(self, path: str, *commands: dict[str, Any]) -> Any:
        address = f"http://127.0.0.1:{self.house.port}/api/v1/brainstorms/{self.code}{path}"
        body = {"commands": [{"id": str(uuid4()), **each} for each in commands]} if commands else None
        data = json.dumps(body).encode() if body else None
        with urlopen(Request(address, data, {"Content-Type": "application/json"}), timeout=60) as answer:
            return json.load(answer)

    def log(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while more := self.call(f"/events?after={len(found)}")["items"]:
            found += more
        return found

    def kill(self) -> None:
        for process in self.house.processes():
            os.kill(process, signal.SIGKILL)
        assert self.house.process
        self.house.process.wait(10)


def come_to_lead(page: Any, workshop: Workshop) -> None:
    """The first host signs in and opens the workshop over the seven domains."""
    link = re.search(r"http://\S+/me/link/\S+", workshop.house.log())
    assert link
    page.goto(link[0])
    page.get_by_role("button", name="เข้าสู่ระบบ").last.click()
    page.wait_for_url("**/me/**")
    page.goto("/brainstorms/new/")
    page.locator("[name=question]").fill("เมืองของเราควรเปลี่ยนอะไรก่อน")
    page.locator("input[value=smart-city]").check(force=True)
    page.locator("#new-session button.button").last.click()
    page.wait_for_url("**/lead/")
    workshop.code = page.url.rstrip("/").split("/")[-2]


def go_on(lead: Any, title: str) -> None:
    lead.locator("#go-on").click()
    lead.locator("#h-now", has_text=title).wait_for()


def come_in(phone: Any, code: str, sector: str) -> None:
    phone.goto(f"/b/{code}/")
    phone.locator("#phone[data-ready]").wait_for()
    phone.locator(f"input[name=sector][value={sector}]").check(force=True)
    phone.locator("[data-part=join] button").click()
    phone.locator("#room[data-joined]").wait_for()


def at_step(phone: Any, kind: str) -> None:
    phone.locator(f"#room[data-kind={kind}]").wait_for()


def write(phone: Any, text: str, lane: int, words: str) -> None:
    """And wait until the phone says where the note is."""
    phone.locator("#text").fill(text)
    phone.locator("[data-write] input[name=lane]").nth(lane).check(force=True)
    phone.locator("[data-write] button.button--wide").click()
    phone.locator(".note--own", has_text=text).get_by_text(words).wait_for()


def press(phone: Any, name: str, count: int) -> None:
    phone.get_by_role("button", name=name, exact=True).click()
    phone.get_by_text(f"ตอบแล้ว {count} จาก").wait_for()


def all_sent(phone: Any) -> None:
    """Nothing waits on this phone, and its line is alive."""
    phone.locator(".line[data-state=live]").wait_for()
    until(phone, lambda: "รอส่ง" not in phone.locator(".line").inner_text(), seconds=30)


def thirty_more(workshop: Workshop) -> list[str]:
    joins = [{"type": "join", "sector": SECTORS[n % len(SECTORS)]} for n in range(BESIDE)]
    return [each["key"] for each in workshop.call("/commands", *joins)["results"]]


def they_vote(workshop: Workshop, keys: list[str]) -> None:
    """Each on everything: two camps, so that something can be seen."""
    notes = [note["note"] for note in workshop.call("")["notes"]]

    def vote(n: int) -> None:
        says = [("agree", "disagree")[(n + place) % 2] if place > 2 else "agree" for place in range(len(notes))]
        workshop.call(
            "/commands",
            *(
                {"type": "vote", "note": note, "value": say, "participant": keys[n]}
                for note, say in zip(notes, says, strict=True)
            ),
        )

    with ThreadPoolExecutor(3) as hands:
        list(hands.map(vote, range(len(keys))))
