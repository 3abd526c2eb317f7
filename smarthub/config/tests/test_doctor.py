"""Is everything well? Each fault is one plain sentence."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from smarthub.config import doctor
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_space


def _ask() -> str:
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _quiet_address(settings):
    settings.PORT = 1  # nobody answers there


@pytest.mark.django_db
def test_a_new_house_is_well():
    call_command("first_run", stdout=StringIO())
    assert _ask().endswith("All is well.\n")


@pytest.mark.django_db
def test_a_space_that_is_a_part_of_itself_is_named():
    hub = make_hub()
    one, other = make_space(hub, "A"), make_space(hub, "B")
    Space.objects.filter(pk=one.pk).update(part_of=other)
    Space.objects.filter(pk=other.pk).update(part_of=one)
    said = _ask()
    assert f"Space {one.ref} is a part of itself." in said
    assert said.endswith("2 things are wrong.")


@pytest.mark.django_db
def test_a_space_in_two_hubs_is_named():
    hub, other = make_hub(), make_hub("other")
    space = make_space(hub, "A", floor=other.floors.get())
    part = make_space(hub, "B", part_of=make_space(other, "C"))
    said = _ask()
    assert f"Space {space.ref} of {hub.slug} stands on a floor of another hub." in said
    assert f"Space {part.ref} of {hub.slug} is a part of a space of another hub." in said


@pytest.mark.django_db
def test_a_full_disk_is_told(monkeypatch):
    usage = type("Usage", (), {"free": 3 * 1024 * 1024})
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert "has only 3 MB left" in _ask()


@pytest.mark.django_db
def test_a_changed_font_is_told(monkeypatch, tmp_path):
    shutil.copytree(doctor.VENDOR, tmp_path / "vendor")
    manifest = tmp_path / "vendor" / "manifest.json"
    manifest.write_text('{"sha256": {"fonts/nowhere.woff2": "0", "icons.svg": "0"}}')
    monkeypatch.setattr(doctor, "VENDOR", tmp_path / "vendor")
    said = _ask()
    assert "The file vendor/fonts/nowhere.woff2 is missing." in said
    assert "The file vendor/icons.svg is not as it was copied." in said


@pytest.mark.django_db
@override_settings(DEBUG=True)
def test_an_open_inside_is_told():
    assert "SMARTHUB_DEBUG is on" in _ask()


@pytest.mark.django_db
def test_a_silent_worker_is_a_fault_only_while_the_house_is_open(monkeypatch):
    assert "worker      well" in _ask()
    monkeypatch.setattr(doctor, "is_running", lambda: True)
    assert "The worker has never run" in _ask()


@pytest.mark.django_db
def test_the_demo_stands_in_the_first_hub_and_says_what_it_made():
    out = StringIO()
    call_command("demo", "--scale", "1", stdout=out)
    assert Hub.objects.get().slug == "udon-smart-hub"
    with pytest.raises(CommandError):
        call_command("demo", "--scale", "0")
