"""An old tablet by the door and an old screen in the lobby know less than a new phone (docs/explanation/browsers.md)."""

from pathlib import Path

import pytest

from tests.old_browsers import ASKED_FIRST, NEWER, what_to_write

STATIC = Path(__file__).parents[1] / "static" / "frontdoor"


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
@pytest.mark.parametrize("newer", [*NEWER, *ASKED_FIRST])
def test_no_script_of_a_tablet_or_a_screen_needs_what_is_newer(path: Path, newer: str) -> None:
    assert what_to_write(path, newer) is None
