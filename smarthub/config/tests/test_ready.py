"""A command that is asked before the first start, or while the database is brought up to date, answers in one sentence."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from smarthub.config import ready
from smarthub.journal.models import Entry

COMMANDS: dict[str, list[str]] = {
    "export": ["people"],
    "import": ["people", "/dev/null"],
    "token": ["somsri@example.org"],
    "demo": [],
    "first_run": [],
    "first_host_link": [],
    "open_hub": ["ลานคิด", "--province", "40"],
}


def asked(name: str, *arguments: str) -> str:
    """As somebody asks it who types it."""
    command: Any = load_command_class("smarthub.config", name)
    command._called_from_command_line = True
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def under_way(db: None) -> None:
    """One migration is still to come."""
    MigrationRecorder(connection).migration_qs.filter(app="bookings").order_by("-pk")[:1].get().delete()


@pytest.mark.parametrize("name", COMMANDS)
def test_while_the_database_is_behind_the_command_says_so_and_does_nothing(under_way: None, name: str) -> None:
    with pytest.raises(CommandError, match="The database is not ready"):
        asked(name, *COMMANDS[name])
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["export", "first_run", "token"])
def test_in_a_house_that_is_ready_it_is_done(name: str) -> None:
    assert asked(name, *COMMANDS[name])


def test_the_doctor_names_what_is_lacking_and_asks_no_further(under_way: None) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor", stdout=out)
    assert "1 migration behind" in out.getvalue()
    assert "bookings    not asked: the database is not ready" in out.getvalue()


@pytest.mark.django_db
def test_what_the_database_refuses_is_one_sentence() -> None:
    with pytest.raises(CommandError) as said, ready.answering():
        raise DatabaseError("relation\n  is gone\n")
    assert "(relation is gone)" in str(said.value)
    assert "\n" not in str(said.value)


@pytest.mark.django_db
def test_a_house_without_a_table_has_nothing_to_back_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *_any: [])
    with pytest.raises(CommandError, match="nothing to back up yet"):
        call_command("backup", str(tmp_path / "kept.zip"))
    assert list(tmp_path.iterdir()) == []
