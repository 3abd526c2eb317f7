"""A room by keyboard and by ear: whatever can be pressed on its screens is reached by Tab, is seen when it is, and has a name
that tells it from the others.
"""

from collections import Counter
from typing import Any

import pytest

from smarthub.brainstorms.models import Note, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from tests.stories import phones, sessions, ways
from tests.stories.patience import until
from tests.stories.test_keyboard import FOCUS, tab_to
from tests.stories.world import NOON, World, make_world, sign_in

PHONE_STATES = (
    *("waits", "writes", "has notes of its own", "sorts", "moves a note", "has answered everything", "is at the end"),
    *(f"is asked for {kind}" for kind in phones.KINDS),
)
SCREENS = {
    **{f"a phone that {what}": phones.STATES[what] for what in PHONE_STATES},
    "the screen with groups": sessions.to("screen", sessions.sorting),
    "the screen with a result": sessions.to("screen", sessions.revealed),
    "results with groups of opinion": sessions.to("results", sessions.agreeing),
    "results of dots": sessions.to("results", sessions.revealed),
    "a report": ways.report_by_link,
}
CONSOLE = {
    "the console before it begins": sessions.to("lead", sessions.ahead),
    "the console while people sort": sessions.to("lead", sessions.thinking),
    "the console in a vote": sessions.to("lead", sessions.voting("dots")),
    "the steps": sessions.to("phases", sessions.without_a_step),
    "ballots on paper": sessions.to("paper", sessions.voting("rank")),
    "the report for who leads": sessions.to("report", sessions.closed),
}
# What can be pressed or filled in, and is there to be: of radio buttons the browser stops at one of a group. Each is marked by a
# property: a page that draws itself anew takes away attributes that are not its own.
OPERABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
  const modal = document.querySelector("dialog:modal");
  const there = all.filter(each => !each.disabled && !each.closest("fieldset[disabled], [inert]") && each.checkVisibility({ visibilityProperty: true })
    && each.tabIndex >= 0 && (!modal || modal.contains(each)) && (each.localName !== "summary" || each.parentElement.localName === "details"));
  const groups = new Set();
  return there.filter(each => {
    if (each.type !== "radio") return true;
    const first = !groups.has(each.name);
    groups.add(each.name);
    return first;
  }).map((each, n) => {
    each.walked = each.type === "radio" ? `radio ${each.name}` : String(n);
    if (each.type === "radio") for (const other of document.getElementsByName(each.name)) other.walked = each.walked;
    return [each.walked, each.outerHTML.slice(0, 120)];
  });
}"""
SPOKEN = {"button", "link", "textbox", "checkbox", "radio", "combobox", "spinbutton", "DisclosureTriangle", "searchbox"}


@pytest.fixture(autouse=True)
def _noon():
    with clock.stopped_at(NOON):
        yield


def walk(page: Any) -> list[str]:
    """What is wrong with going through the page by Tab alone."""
    wanted = dict(page.evaluate(OPERABLE))
    faults, reached = [], set()
    page.evaluate("document.activeElement?.blur()")
    for _n in range(2 * len(wanted) + 12):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        place = page.evaluate("document.activeElement.walked ?? ''")
        if not focus["body"] and not (focus["ring"] and focus["seen"]):
            faults.append(f"the focus is not seen on {focus['what']}")
        if place in reached and len(reached) >= len(wanted):
            break
        reached.add(place)
    return faults + [f"Tab does not reach {html}" for place, html in wanted.items() if place not in reached]


def names(page: Any) -> list[str]:
    """What is wrong with what is read aloud: no name, or one that does not tell it from another."""
    browser = page.context.new_cdp_session(page)
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    browser.detach()
    said: Counter[tuple[str, str, str]] = Counter()
    faults = []
    for node in nodes:
        role = node.get("role", {}).get("value", "")
        focusable = any(
            each["name"] == "focusable" and each["value"].get("value") for each in node.get("properties", [])
        )
        if node.get("ignored") or role not in SPOKEN or not focusable:
            continue
        name = node.get("name", {}).get("value", "").strip()
        more = node.get("description", {}).get("value", "").strip()
        if not name:
            faults.append(f"a {role} has no name")
        if role == "button":
            said[role, name, more] += 1
    return faults + [
        f"{times} buttons are called “{name}” “{more}”" for (_role, name, more), times in said.items() if times > 1
    ]


def look(page: Any, ways_there: Any, world: World) -> list[str]:
    faults = []
    for what, go in ways_there.items():
        go(page, world)
        page.wait_for_load_state()
        page.locator("h1").first.wait_for(state="attached")
        faults += [f"{what}: {fault}" for fault in (*names(page), *walk(page))]
    return faults


def test_the_screens_of_a_room(phone, live):
    faults = look(phone, SCREENS, make_world())
    assert not faults, "\n" + "\n".join(faults)


def test_the_pages_of_those_who_lead(page, live):
    world = make_world()
    sign_in(page, world.host, live)
    faults = look(page, CONSOLE, world)
    assert not faults, "\n" + "\n".join(faults)


def test_what_has_no_name_or_the_name_of_another_is_found_so_the_test_can_see(phone, live):
    phones.STATES["writes"](phone, make_world())
    phone.evaluate("""() => {
      for (const text of ["", "twice", "twice"]) document.querySelector("main").append(Object.assign(document.createElement("button"), { textContent: text }));
      const trap = document.createElement("a");
      trap.href = "#";
      trap.addEventListener("focus", () => trap.blur());
      document.querySelector("main").prepend(trap);
    }""")
    assert names(phone) == ["a link has no name", "a button has no name", "2 buttons are called “twice” “”"]
    assert walk(phone)


def test_somebody_joins_writes_and_votes_by_keyboard_alone(phone, live):
    session = make_session()
    begin(session)
    keys = phone.keyboard
    phone.goto(f"/b/{session.code}/")
    phone.locator("#phone[data-ready]").wait_for()
    tab_to(phone, phone.get_by_role("button", name="เข้าร่วม"))
    keys.press("Enter")
    phone.locator("#text").wait_for()
    for text in ("ต้นไม้", "รถเมล์"):
        tab_to(phone, phone.locator("#text")) if text == "ต้นไม้" else None
        keys.type(text)
        tab_to(phone, phone.get_by_role("button", name="เพิ่มโน้ต"))
        keys.press("Enter")
        phone.locator(".note--own", has_text=text).get_by_text("ส่งแล้ว").wait_for()
    assert Note.objects.count() == 2
    tell(session, leader(session), "reveal", now=NOON)
    begin(session, "dots")
    first = phone.get_by_role("button", name="เพิ่มหนึ่งจุด").first
    first.wait_for()
    tab_to(phone, first)
    for left in (4, 3):
        keys.press("Space")
        phone.locator(".dots-left", has_text=f"เหลือจุดอีก {left}").wait_for()
    until(phone, lambda: Vote.objects.filter(value=2).exists())  # the house has them before it goes on
    ref = tell(session, leader(session), "phase", kind="opinions", now=NOON).payload["phase"]
    tell(session, leader(session), "next", phase=ref, now=NOON)
    agree = phone.get_by_role("button", name="เห็นด้วย", exact=True)
    agree.wait_for()
    tab_to(phone, agree)
    keys.press("Enter")
    phone.get_by_text("ตอบแล้ว 1 จาก 2").wait_for()
    assert "deck__text" in phone.evaluate("document.activeElement.className")  # the next one is read aloud
    keys.press("Tab")
    keys.press("Enter")
    phone.get_by_text("คุณตอบครบทุกข้อแล้วในตอนนี้").wait_for()
    until(phone, lambda: Vote.objects.count() == 3)
    assert sorted(Vote.objects.values_list("phase__kind", "value")) == [("dots", 2), ("opinions", 1), ("opinions", 1)]


def test_a_vote_pressed_before_what_this_step_needs_has_come_is_taken(phone, live):
    """On a slow line the cards are there before the script for them; that of the step before must not take the press."""
    session = make_session()
    sender = make_participant(session)
    begin(session, "write")
    for text in ("ต้นไม้", "รถเมล์"):
        tell(session, sender, "note", text=text, now=NOON)
    late: list[Any] = []
    phone.route("**/deck*.js*", lambda route: late.append(route))
    phones.come_in(phone, session)
    tell(session, leader(session), "reveal", now=NOON)
    begin(session, "dots")
    phones.opened(phone, session)
    ref = tell(session, leader(session), "phase", kind="opinions", now=NOON).payload["phase"]
    tell(session, leader(session), "next", phase=ref, now=NOON)
    phone.get_by_role("button", name="เห็นด้วย", exact=True).click()
    until(phone, lambda: late)
    for route in late:
        route.continue_()
    phone.get_by_text("ตอบแล้ว 1 จาก 2").wait_for()
    until(phone, lambda: Vote.objects.filter(phase__kind="opinions", value=1).count() == 1)
