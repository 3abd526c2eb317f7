"""What every test stands on. CONTRIBUTING.md says how to use the fixtures."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from django.conf import settings
from django.utils import translation

from smarthub.kit import clock, recent
from tests import browser as chromium
from tests import migrated

pytest_plugins = ["tests.carry"]

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "live"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"page", "phone", "context", "browser"}:
            item.add_marker("browser")
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")
    # Of many workers none is left alone in the end with what takes long.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


# -- the database ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite a true file in WAL mode, as in life: threads, locks and the live server meet in it."""
    default = settings.DATABASES["default"]
    if settings.SQLITE:
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        default["OPTIONS"]["init_command"] = default["OPTIONS"]["init_command"].replace("=FULL", "=OFF")
    if migrated.is_there():
        migrated.copy_to(default["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """A copy that is migrated already is used as it is; it goes with its folder or with its server."""
    return migrated.is_there() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(autouse=True)
def _thai() -> None:
    """A test that ends in English leaves the next one in Thai."""
    translation.activate(settings.LANGUAGE_CODE)
    recent.forget_everything()  # what one test's database held is not the next one's


@pytest.fixture(autouse=True)
def _at(request: pytest.FixtureRequest) -> Iterator[None]:
    """`pytest.mark.at(moment)`: the clock stands still, for the live house as well."""
    mark = request.node.get_closest_marker("at")
    with clock.stopped_at(*mark.args) if mark else nullcontext():
        yield


@pytest.fixture(autouse=True, scope="session")
def _data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DATA = tmp_path_factory.mktemp("data")
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# -- the house, live ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def base_url(django_db_setup: None) -> Iterator[str]:
    """The whole house as it is served (ASGI door, static files, three threads), on the test's database."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        "smarthub.config.asgi:application",
        loop="asyncio",
        http="httptools",
        ws="none",
        log_level="warning",
        access_log=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="live", daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    settings.SMARTHUB_URL = f"http://127.0.0.1:{listening.getsockname()[1]}"
    yield settings.SMARTHUB_URL
    server.should_exit = True
    thread.join(5)
    listening.close()


@pytest.fixture
def live(transactional_db: None, base_url: str) -> str:
    """The address of the live house, for tests that speak HTTP or need true transactions."""
    return base_url


# -- the browser -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    # Playwright's loop runs in this thread; Django would take every query for one from a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return chromium.launch_arguments()


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    return {
        "base_url": base_url,
        "locale": "th-TH",
        "timezone_id": "Asia/Bangkok",
        # A page left before its transition has ended says so in the console; nobody would miss the transition.
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture
def page(live: str, page: Any) -> Iterator[Any]:
    """A page of Playwright's on the live house; `page.goto("/")`. Errors in its console fail the test at the end."""
    yield from _watched(page)


@pytest.fixture
def phone(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """The same on a phone: 390 points wide, with touch."""
    context = browser.new_context(**{**browser_context_args, "viewport": PHONE, "has_touch": True, "is_mobile": True})
    context.set_default_timeout(30_000)  # a busy machine is slow, not wrong
    yield from _watched(context.new_page())
    context.close()


def _watched(page: Any) -> Iterator[Any]:
    faults: list[str] = []

    def hear(message: Any) -> None:
        # A refusal (4xx) is an answer that stories ask for, and some take the line away; Chromium writes both down as errors.
        asked_for = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(words in message.text for words in asked_for):
            faults.append(f"{message.text} {message.location.get('url', '')}".strip())

    def catch(error: Any) -> None:
        # Chromium says so where it leaves out the soft change from page to page, as it does without a screen.
        if "Transition was skipped" not in str(error):
            faults.append(str(error))

    page.on("console", hear)
    page.on("pageerror", catch)
    yield page
    assert not faults, "the browser's console has errors:\n" + "\n".join(faults)


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)`: no accessibility fault (WCAG 2.2 AA) on the page as it stands, in light and in dark."""
    source = Path(chromium.AXE).read_text()

    def check(page: Any, *, schemes: tuple[str, ...] = ("light", "dark")) -> None:
        page.wait_for_load_state("load")  # what is waited for may be there before the style sheets are
        page.evaluate(source)
        found = []
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG)
            for fault in result["violations"]:
                where = "; ".join(str(node["target"][0]) for node in fault["nodes"][:4])
                found.append(f"{page.url} [{scheme}] {fault['id']}: {fault['help']} ({where})")
        page.emulate_media(color_scheme="light")
        assert not found, "\n".join(found)

    return check


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], None]:
    """`fits(page)`: nothing makes the page scroll sideways."""

    def check(page: Any) -> None:
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{page.url} is {wide} wide where there is room for {room}"

    return check
