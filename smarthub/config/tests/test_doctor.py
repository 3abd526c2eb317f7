"""Is everything well? Each fault is one plain sentence."""

import os
import shutil
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from smarthub.config import doctor
from smarthub.kit import heartbeat
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_space


def _ask() -> str:
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


@pytest.mark.django_db
def test_that_codes_lead_to_this_computer_only_is_a_remark_and_no_fault(settings):
    settings.SMARTHUB_URL = "http://127.0.0.1:8000"
    said = _ask()
    assert "lead to this computer only" in said
    assert said.endswith("All is well.\n")
    settings.SMARTHUB_URL = "https://hub.example.org"
    assert "this computer only" not in _ask()


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
def test_a_silent_worker_is_a_fault_only_while_the_house_is_open(tmp_path):
    with override_settings(DATA=tmp_path):
        assert "worker      well" in _ask()
        (tmp_path / heartbeat.HOUSE).touch()
        assert "The worker has never run" in _ask()


@pytest.mark.django_db
def test_whether_the_house_is_open_is_told_by_its_own_data_folder(tmp_path):
    """Not by who answers at the port: that may be another house, with other data."""
    with override_settings(DATA=tmp_path):
        assert "is not running at the moment" in _ask()
        (tmp_path / heartbeat.HOUSE).touch()
        assert "is not running at the moment" not in _ask()
        an_hour_ago = time.time() - 3600
        os.utime(tmp_path / heartbeat.HOUSE, (an_hour_ago, an_hour_ago))
        assert "is not running at the moment" in _ask()


@pytest.mark.django_db
def test_the_demo_stands_in_the_first_hub_and_says_what_it_made():
    out = StringIO()
    call_command("demo", "--scale", "1", stdout=out)
    assert Hub.objects.get().slug == "udon-smart-hub"
    with pytest.raises(CommandError):
        call_command("demo", "--scale", "0")


def test_a_font_for_paper_that_is_gone_is_named(tmp_path, monkeypatch):
    fonts = tmp_path / "fonts"
    shutil.copytree(doctor.PAPER, fonts)
    monkeypatch.setattr(doctor, "PAPER", fonts)
    assert not [fault for fault in doctor._fonts() if "paper" in fault]
    (fonts / "Sarabun_400Regular.ttf").unlink()
    assert [fault for fault in doctor._fonts() if "paper" in fault] == [
        "The font Sarabun_400Regular.ttf for paper is missing or not as it was copied: no PDF can be made."
    ]
