"""The house as `./hub run` serves it: how heavy the first view is on a phone's purse, and what Lighthouse says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import PHONE
from tests import lighthouse
from tests.launcher.house import House
from tests.postgres import free_port
from tests.stories.patience import SERVED_BY_WORKER, until

MOST = 100_000  # bytes on the wire, all told
HUB = "/h/udon-smart-hub"
PUBLIC = ["/", f"{HUB}/", f"{HUB}/book/", f"{HUB}/day/", "/me/sign-in/", "/privacy/", "/credits/", "/api/v1/docs"]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("first view")]  # one house for all of them


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, with collected and compressed files, a real clock, and the data of the first run."""
    port = str(free_port())
    found = House(
        tmp_path_factory.mktemp("house"),
        PORT=port,
        WEB_CONCURRENCY="1",
        SMARTHUB_URL=f"http://127.0.0.1:{port}",
        EMAIL_URL="smtp://127.0.0.1:9",  # so that the sign-in page shows its form; nothing is sent
    )
    found.take_tables()
    found.run()
    yield found
    found.end()


@pytest.fixture
def visitor(browser: Any, house: House) -> Iterator[Any]:
    """A phone that has never been here."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{house.port}", locale="th-TH", viewport=PHONE, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def booking(page: Any) -> str:
    """The address of a fresh booking."""
    page.goto(f"{HUB}/book/")
    page.locator("#choose button").first.click()
    page.locator("#id_name").fill("ยายสมศรี")
    page.locator("#who button").last.click()
    page.wait_for_url("**/bookings/**key=**")
    return "/" + str(page.url).split("/", 3)[3]


def weight(page: Any, address: str) -> dict[str, int]:
    """What travels, by address, until the page is quiet; with the headers."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on("Network.requestWillBeSent", lambda told: names.update({told["requestId"]: told["request"]["url"]}))
    network.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    network.detach()
    return {names[one].removeprefix("http://127.0.0.1"): int(size) for one, size in sizes.items()}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_first_view_of_every_public_page_is_light(browser, house, visitor, prefix):
    heavy = {}
    for address in [*PUBLIC, booking(visitor)]:
        if prefix and "/api/" in address:
            continue
        context = browser.new_context(base_url=f"http://127.0.0.1:{house.port}", viewport=PHONE, is_mobile=True)
        whole = prefix + address
        sizes = weight(context.new_page(), whole)
        context.close()
        assert sizes, f"nothing was measured at {address}"
        if sum(sizes.values()) > MOST:
            heavy[whole] = (sum(sizes.values()), sorted(sizes.items(), key=lambda each: -each[1])[:6])
    assert not heavy


def test_without_network_the_page_that_says_so_has_its_style(visitor):
    visitor.goto("/")
    until(visitor, SERVED_BY_WORKER)
    visitor.context.set_offline(True)
    visitor.goto(f"{HUB}/book/")
    visitor.get_by_role("heading", name="ตอนนี้ไม่มีอินเทอร์เน็ต").wait_for()
    assert visitor.evaluate("getComputedStyle(document.body).display") == "flex"
    assert visitor.evaluate("document.fonts.ready.then(fonts => fonts.check('16px Hub', 'ก'))")


@pytest.mark.parametrize("what", ["/", f"{HUB}/book/", "a booking", "/me/sign-in/"])
def test_lighthouse_finds_nothing_to_mend(visitor, house, tmp_path, what):
    path = booking(visitor) if what == "a booking" else what
    report = lighthouse.report(
        f"http://127.0.0.1:{house.port}{path}",
        tmp_path,
        "--only-categories=accessibility,best-practices",
        "--throttling-method=provided",
    )
    wrong = [
        f"{audit['id']}: {audit['title']} {json.dumps(audit.get('details', {}).get('items', []))[:300]}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 1
    ]
    assert {name: round(part["score"] * 100) for name, part in report["categories"].items()} == {
        "accessibility": 100,
        "best-practices": 100,
    }, wrong
