"""Commands before the first start: one sentence each, and no traceback."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.launcher.house import House

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("asked", ["export people", "token somsri@example.org", "backup kept.zip", "first_host_link"])
def test_a_command_before_the_first_start_is_refused_in_one_sentence(tmp_path: Path, asked: str) -> None:
    done = House(tmp_path).manage(*asked.replace("kept.zip", str(tmp_path / "kept.zip")).split())
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert done.stderr.count("\n") == 1
    assert "./hub run" in done.stderr


def test_the_doctor_of_a_house_that_was_never_started_says_how_to_start_it(tmp_path: Path) -> None:
    done = House(tmp_path).manage("doctor")
    assert done.returncode == 1
    assert "./hub run brings it up to date" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_one_sentence_to_every_command(tmp_path: Path) -> None:
    house = House(tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    with ThreadPoolExecutor() as at_once:
        both = list(at_once.map(lambda asked: house.manage(*asked.split()), ("doctor", "export people")))
    for done in both:
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
