"""Passkeys in a real browser with Chromium's virtual authenticator: added, used to sign in, removed; and false answers."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from smarthub.people import queries
from smarthub.people.actions.erase import erase
from smarthub.people.http import passkeys
from smarthub.people.models import Passkey, Person
from smarthub.people.rules.passkeys import why_not_add
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(live: str) -> str:
    """The live house under a name: a bare number has no passkeys."""
    return live.replace("127.0.0.1", "localhost")


@pytest.fixture
def mali(page: Any, by_name: str) -> Person:
    mali = make_person("Mali", joined_at=NOW)
    client = Client()
    client.force_login(mali)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": by_name}])
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return mali


def test_a_device_is_added_signs_in_and_is_removed(page, by_name, mali, axe, fits):
    page.goto(f"{by_name}/me/ways/")
    page.get_by_label("เครื่องนี้ชื่ออะไร").fill("โทรศัพท์ของมะลิ")
    page.get_by_role("button", name="เพิ่มเครื่องนี้").click()
    page.get_by_text("จากนี้เครื่องนี้พาคุณเข้าสู่ระบบได้").wait_for()
    axe(page)
    fits(page)
    kept = Passkey.objects.get()
    assert (kept.person, kept.name, kept.used_at) == (mali, "โทรศัพท์ของมะลิ", None)
    page.context.clear_cookies()
    page.goto(f"{by_name}/me/sign-in/?next=/me/ways/")
    axe(page)
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    page.wait_for_url(f"{by_name}/me/ways/")
    assert Passkey.objects.get().used_at
    page.get_by_role("button", name="ลบพาสคีย์").click()
    page.get_by_text("ใช้เข้าสู่ระบบไม่ได้แล้ว").wait_for()
    assert not Passkey.objects.exists()
    page.context.clear_cookies()
    page.goto(f"{by_name}/me/sign-in/")
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    page.get_by_text("พาสคีย์นี้ใช้ไม่ได้").wait_for()


def test_who_asks_too_often_reads_why(page, by_name, mali, monkeypatch):
    monkeypatch.setattr(passkeys, "BEGUN", (0, timedelta(minutes=15)))
    page.goto(f"{by_name}/me/ways/")
    add = page.get_by_role("button", name="เพิ่มเครื่องนี้")
    add.click()
    page.get_by_text("มีการลองจากที่นี่มากเกินไป").wait_for()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error()); }")
    monkeypatch.setattr(passkeys, "BEGUN", (60, timedelta(minutes=15)))
    add.click()
    page.get_by_text("ใช้กับเครื่องนี้ไม่สำเร็จ").wait_for()
    assert not Passkey.objects.exists()


def test_where_a_device_cannot_the_page_offers_the_other_ways(page, live):
    page.goto("/me/sign-in/")  # under a bare number
    assert not page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").is_visible()
    assert page.get_by_label("รหัส PIN").is_visible()  # open, where no mail leaves the house


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"rawId": 7}',
        '{"rawId": "é"}',
        '{"rawId": "AAAA", "id": "AAAA", "type": "public-key", "response": {}}',
        '{"rawId": "AAAA", "id": "AAAA", "type": "public-key", "response": {"attestationObject": "ow", "clientDataJSON":'
        ' "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiQUEiLCJvcmlnaW4iOiJ4In0"}}',
        pytest.param("[" * 100_000, id="very deep"),
    ],
)
@pytest.mark.parametrize("begun", [True, False])
def test_a_false_answer_signs_nobody_in_and_adds_nothing(db, client, credential, begun):
    Passkey.objects.create(person=make_person(), name="x", mark=_mark_of_aaaa(), public=b"", made_at=NOW)
    if begun:
        asked = json.loads(client.post("/me/sign-in/", {"way": "passkey", "begin": "1"}).content)
        assert asked["publicKey"]["challenge"]
    client.post("/me/sign-in/", {"way": "passkey", "credential": credential})
    assert "_auth_user_id" not in client.session
    client.force_login(make_person("Mali"))
    if begun:
        client.post("/me/ways/passkeys/", {"begin": "1"})
    client.post("/me/ways/passkeys/", {"credential": credential})
    assert Passkey.objects.count() == 1


def _mark_of_aaaa() -> str:
    return "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"  # of three zero bytes


@pytest.mark.parametrize(("standing", "code"), [(0, None), (9, None), (10, "passkeys-enough")])
def test_ten_are_enough(standing, code):
    refusal = why_not_add(standing)
    assert (refusal.code if refusal else None) == code


def test_nobody_removes_anothers_and_who_is_erased_has_none(db, client):
    mali = make_person()
    Passkey.objects.create(person=mali, name="x", mark="m", public=b"", made_at=NOW)
    client.force_login(make_person("Other"))
    assert client.post("/me/ways/passkeys/m/end/").status_code == 404
    assert queries.passkey_marked("m")
    erase(mali, by=mali, now=NOW)
    assert queries.passkey_marked("m") is None
