"""A wrong setting stops the start with one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smarthub.config.address import keep_address
from smarthub.config.serve import listen


def _start(tmp_path: Path, **given: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "-c", "from smarthub.config import settings; print(settings.SMARTHUB_URL)"],
        env=kept | {"SMARTHUB_DATA": str(tmp_path)} | given,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://user@host:x/name"),
        ("DATABASE_URL", "postgresql://host"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite://file.sqlite3"),
        ("DATABASE_URL", "sqlite://folder/file.sqlite3"),
        ("EMAIL_URL", "smtp://user@host:abc"),
        ("EMAIL_URL", "http://host"),
        ("SMARTHUB_URL", "http://[bad"),
        ("SMARTHUB_URL", "https://host:99999"),
        ("PORT", "0"),
        ("WEB_CONCURRENCY", "many"),
        ("SMARTHUB_DEBUG", "perhaps"),
        ("SMARTHUB_FIRST_HUB", "khon-kaen"),
        ("SMARTHUB_SECRET_KEY", "short"),
        ("SMARTHUB_DATA", "/dev/null/here"),
    ],
)
def test_it_is_named_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    code, said = _start(tmp_path, **{name: value})
    assert code
    assert said.startswith(name)
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000"), ("::", "http://[::1]:8000")],
)
def test_the_address_of_the_house_follows_the_host(tmp_path: Path, host: str, address: str) -> None:
    assert _start(tmp_path, HOST=host) == (0, address)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://127.0.0.1:8123"),
        ({"PORT": "8200"}, "http://127.0.0.1:8200"),
        ({"HOST": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"SMARTHUB_URL": "https://hub.example.org/"}, "https://hub.example.org"),
    ],
)
def test_a_command_in_another_window_knows_where_the_house_was_started(
    tmp_path: Path, given: dict[str, str], address: str
) -> None:
    keep_address(tmp_path, "http://127.0.0.1:8123")
    assert _start(tmp_path, **given) == (0, address)


@pytest.mark.parametrize("host", ["nowhere.invalid", "999.1.1.1", "a..b"])
def test_a_host_that_is_no_address_is_named_in_one_sentence(host: str) -> None:
    with pytest.raises(SystemExit, match=r"^hub: HOST must be an address of this computer"):
        listen(host, 8000)
