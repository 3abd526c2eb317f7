"""./hub backup and ./hub restore, on the engine at hand and from each engine to the other."""

import json
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from smarthub.config.backup import archive, rows, snapshot, verbs
from smarthub.config.backup.archive import Unusable
from smarthub.kit import heartbeat
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub, make_space

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    (settings.MEDIA_ROOT / "faces").mkdir(parents=True)
    (settings.MEDIA_ROOT / "faces" / "somchai.txt").write_text("สมชาย")
    (settings.DATA / "secret_key").write_text("the key that signs links")
    return settings.MEDIA_ROOT


@pytest.fixture
def place(transactional_db, media, django_db_blocker, monkeypatch):
    """A hub with people in it, uploaded files, and a key."""
    # Django's tests refuse connections to databases that were not there when the test began; a backup opens such.
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", django_db_blocker._real_ensure_connection)
    hub = make_hub("udon")
    for number in range(20):
        make_space(hub, f"A{number}")
        make_person(f"คนที่ {number}")
    return hub


@pytest.fixture
def kept(place, tmp_path) -> Path:
    verbs.back_up(tmp_path / "kept.zip", now=NOW)
    return tmp_path / "kept.zip"


def everything() -> dict[str, object]:
    return {"people": list(Person.objects.order_by("pk").values()), "counts": rows.counts("default")}


def test_what_was_backed_up_comes_back_to_the_last_row(kept, media):
    before = everything()
    Person.objects.all().update(name="lost")
    make_person("after the backup")
    (media / "faces" / "later.txt").write_text("later")
    (media.parent / "secret_key").write_text("another")
    call_command("restore", str(kept), "--replace")
    assert everything() == before
    assert [path.name for path in (media / "faces").iterdir()] == ["somchai.txt"]
    assert (media.parent / "secret_key").read_text() == "the key that signs links"


def test_after_a_restore_new_rows_get_new_numbers(kept):
    call_command("restore", str(kept), "--replace")
    assert make_person("new").pk > max(Person.objects.exclude(name="new").values_list("pk", flat=True))


def test_restore_wants_to_be_told_before_it_replaces_anything(kept):
    before = everything()
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(kept))
    assert everything() == before


def test_restore_fills_an_empty_place_without_being_told(kept):
    before = everything()
    with transaction.atomic():
        rows.empty("default")
    call_command("restore", str(kept))
    assert everything() == before


def test_restore_does_not_touch_data_that_somebody_serves(kept):
    heartbeat.beat()
    with pytest.raises(Unusable, match="running"):
        verbs.restore(kept, replace=True)


def test_a_backup_does_not_write_over_a_file(kept):
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(kept))


def test_a_backup_that_cannot_be_written_is_said_to_be_in_a_sentence(place, tmp_path):
    (tmp_path / "no-folder").write_text("")
    with pytest.raises(CommandError, match=r"cannot be written: File exists\."):
        call_command("backup", str(tmp_path / "no-folder" / "kept.zip"))


def test_a_backup_is_for_its_owner_only(kept):
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["cut", "flipped", "told", "swapped", "renamed", "counted", "outside"])
def test_a_damaged_backup_changes_nothing(kept, tmp_path, harm):
    broken = damaged(kept, tmp_path / "broken.zip", harm)
    before = everything()
    with pytest.raises(Unusable):
        verbs.restore(broken, replace=True)
    assert everything() == before


def damaged(kept: Path, broken: Path, harm: str) -> Path:
    if harm == "cut":
        broken.write_bytes(kept.read_bytes()[:-2000])
        return broken
    if harm == "flipped":  # a disk that forgets
        data = bytearray(kept.read_bytes())
        data[1000:1400] = b"\xff" * 400
        broken.write_bytes(data)
        return broken
    with zipfile.ZipFile(kept) as good, zipfile.ZipFile(broken, "w") as bad:
        manifest = json.loads(good.read(archive.MANIFEST))
        contents = {name: good.read(name) for name in manifest["files"]}
        if harm == "swapped":
            contents[archive.DATABASE] = contents[archive.DATABASE].replace("คนที่ 7".encode(), "คนที่ 9".encode())
        if harm == "renamed":
            del contents["media/faces/somchai.txt"]
        if harm == "told":
            manifest["files"] = None
        if harm == "counted":
            manifest["rows"]["people_person"] += 1
        if harm == "outside":
            manifest["files"]["../outside.txt"] = manifest["files"]["media/faces/somchai.txt"]
            contents["../outside.txt"] = contents["media/faces/somchai.txt"]
        for name, content in contents.items():
            bad.writestr(name, content)
        bad.writestr(archive.MANIFEST, json.dumps(manifest))
    return broken


def test_a_restore_that_fails_at_its_end_leaves_all_as_it_was(kept, media, monkeypatch):
    """Verified on the last step before the end: whatever breaks there, rows and files are the old ones."""
    before = everything()
    (media / "faces" / "later.txt").write_text("later")

    def full(*given: object, **named: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(verbs, "put_pages", full)
    monkeypatch.setattr(rows, "set_sequences", full)
    monkeypatch.setattr(verbs, "compare", full)
    with pytest.raises(OSError, match="disk full"):
        verbs.restore(kept, replace=True)
    assert everything() == before
    assert (media / "faces" / "later.txt").exists()


def test_a_backup_of_a_newer_version_is_not_restored(kept, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', %s)", [NOW])
    verbs.back_up(tmp_path / "newer.zip", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    with pytest.raises(Unusable, match="newer"):
        verbs.restore(tmp_path / "newer.zip", replace=True)


def test_a_backup_under_write_load_is_of_one_moment(place, tmp_path):
    """Each writer adds two people at once; a backup that saw one of a pair would not be of one moment."""
    stop, faults = threading.Event(), []

    def write(writer: int) -> None:
        try:
            number = 0
            while not stop.is_set():
                with transaction.atomic():
                    make_person(f"left {writer}-{number}")
                    make_person(f"right {writer}-{number}")
                number += 1
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(3)]
    for writer in writers:
        writer.start()
    try:
        while Person.objects.filter(name__startswith="left").count() < 10:
            pass
        verbs.back_up(tmp_path / "live.zip", now=NOW)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert faults == []
    verbs.restore(tmp_path / "live.zip", replace=True)
    left = Person.objects.filter(name__startswith="left").count()
    assert left == Person.objects.filter(name__startswith="right").count() >= 10


def test_a_backup_goes_from_one_engine_to_the_other(kept, tmp_path):
    """Row by row both ways, whatever engine this is: first out, then in again."""
    before = everything()
    other = tmp_path / "other.sqlite3"
    archive.unpack(kept, tmp_path / "unpacked")
    (tmp_path / "unpacked" / archive.DATABASE).rename(other)
    make_person("lost")
    verbs.put_rows(other, rows.counts_in(other))
    assert everything() == before


def test_the_row_by_row_snapshot_holds_what_the_database_holds(place, tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is copied whole")
    snapshot.take_row_by_row(tmp_path / "rows.sqlite3")
    found = rows.counts_in(tmp_path / "rows.sqlite3")
    assert found == {table: count for table, count in rows.counts("default").items() if table in found}
    assert found["people_person"] == 20
