"""My data: all of it, at once, in files that programs read; without secrets and without others' words."""

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from smarthub.bookings.testing import make_booking
from smarthub.journal.models import Entry
from smarthub.kit import clock
from smarthub.kit.rows import pointers
from smarthub.people.actions.cards import make_card
from smarthub.people.actions.guardians import bring_child
from smarthub.people.actions.pins import set_pin
from smarthub.people.actions.safety import block, report
from smarthub.people.actions.tokens import make_token
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest.fixture
def mali(db) -> Person:
    return make_person("มะลิ", email="mali@example.org", phone="+66812345678", birth_year=1985, joined_at=NOW)


def exported(client, person: Person) -> tuple[dict[str, Any], str]:
    client.force_login(person)
    with clock.stopped_at(NOW):
        answer = client.post("/me/data/export/")
    assert answer.headers["Content-Type"] == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    readme = texts.pop("README.txt")
    return {name: json.loads(text) for name, text in texts.items()}, readme + "".join(texts.values())


def test_everything_is_in_it(client, mali):
    hub = make_hub()
    booking = make_booking(hub, make_space(hub), person=mali, now=NOW)
    bring_child(mali, name="น้องแก้ว", birth_year=2018, now=NOW)
    set_pin(mali, phone="+66812345678", pin="482915", by=mali, now=NOW)
    report(by=mali, text="เขาตะโกน", now=NOW)
    found, text = exported(client, mali)
    assert set(found) == set(import_string("smarthub.config.mine.MINE"))
    assert found["people.json"]["person"]["birth_year"] == 1985
    assert found["people.json"]["guardians_and_children"][0]["child__name"] == "น้องแก้ว"
    assert found["bookings.json"]["bookings"][0]["ref"] == booking.ref
    assert "เขาตะโกน" in text
    assert "2 มีนาคม 2569" in text
    assert Entry.objects.filter(verb="data-exported").count() == 1


def test_no_secret_and_nothing_that_others_wrote_is_in_it(client, mali):
    other = make_person("ศักดิ์ชัย")
    secrets = [make_card(mali, by=mali, now=NOW), make_token(mali, by=mali, now=NOW)]
    block(other, mali, now=NOW)
    report(by=other, about=mali, text="มะลิตะโกน", now=NOW)
    _found, text = exported(client, mali)
    assert "มะลิตะโกน" not in text
    assert "ศักดิ์ชัย" not in text
    assert not any(secret in text for secret in secrets)
    assert "hash" not in text


def test_it_takes_a_button_and_a_stranger_gets_nothing(client, mali):
    assert client.get("/me/data/").status_code == 302
    client.force_login(mali)
    assert client.get("/me/data/").status_code == 200
    assert client.get("/me/data/export/").status_code == 405


def test_every_floor_with_rows_about_people_is_asked():
    asked = {each.__module__.split(".")[1] for each in import_string("smarthub.config.mine.MINE").values()}
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("smarthub.")}
    assert {app for app in ours if pointers(app, Person)} - asked == set()
