"""The last known day on a phone without network: shown as what it is, and gone when its person leaves."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from smarthub.people.testing import make_person
from smarthub.places.actions.first_run import load_provinces
from smarthub.places.testing import make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
READY = "navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller || new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', () => done(true))))"


@pytest.fixture
def by_name(live: str) -> str:
    """Under a name: service workers want a safe place, and localhost counts as one."""
    return live.replace("127.0.0.1", "localhost")


def test_my_day_opens_without_network_and_is_forgotten_on_leaving(page: Any, by_name: str):
    make_hub()
    client = Client()
    client.force_login(make_person("มะลิ", joined_at=NOW))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": by_name}])
    page.goto(f"{by_name}/me/")
    page.evaluate(READY)
    page.goto(f"{by_name}/me/")
    note = page.get_by_text("ตอนนี้ไม่มีอินเทอร์เน็ต")
    assert not note.is_visible()
    page.wait_for_function("() => caches.open('kept-pages').then(pages => pages.match('/me/')).then(kept => !!kept)")
    page.context.set_offline(True)
    page.goto(f"{by_name}/me/")
    assert note.is_visible()
    assert page.get_by_text("มะลิ").first.is_visible()
    page.context.set_offline(False)
    page.goto(f"{by_name}/me/")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/me/sign-in/")
    page.wait_for_function("() => caches.open('kept-pages').then(pages => pages.match('/me/')).then(kept => !kept)")
    page.context.set_offline(True)
    page.goto(f"{by_name}/me/")
    assert "มะลิ" not in page.content()
    page.context.set_offline(False)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_first_host_of_an_empty_house_is_led_to_opening_a_hub(
    phone: Any, live: str, axe: Any, fits: Any, prefix: str
):
    load_provinces()
    client = Client()
    client.force_login(make_person("มะลิ", joined_at=NOW, admin_since=NOW))
    phone.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    phone.goto(f"{prefix}/me/")
    axe(phone)
    fits(phone)
    phone.locator(".card--hero a.button").tap()
    phone.wait_for_url(f"**{prefix}/hubs/new/")
    phone.locator("main fieldset details summary").tap()
    axe(phone)
    fits(phone)
