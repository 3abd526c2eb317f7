"""The room works in Safari from 15.4 and Firefox from 100 on (docs/explanation/browsers.md): nothing in its scripts is newer,
or it is asked for first; what of its style is newer may be missing.
"""

import re
from pathlib import Path

import pytest

from tests.old_browsers import ASKED_FIRST, NEWER, what_to_write

STATIC = Path(__file__).parents[1] / "static" / "brainstorms"
SCRIPTS = sorted(STATIC.glob("*.js"))
STYLES = sorted(STATIC.glob("*.css"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("newer", [*NEWER, *ASKED_FIRST])
def test_no_script_of_a_room_needs_what_is_newer(path, newer):
    assert what_to_write(path, newer) is None


def test_the_words_for_what_is_newer_find_it():
    for newer, code in {
        r"\.(findLast|findLastIndex)\(": "records.findLast((each) => each)",
        r"AbortSignal\.timeout(?!\?\.)": "signal: AbortSignal.timeout(10_000)",
        r"\(\?<[=!]": "/(?<=a)b/",
    }.items():
        assert re.search(newer, code)
    assert not re.search(r"AbortSignal\.timeout(?!\?\.)", "AbortSignal.timeout?.(10_000)")


def rules_of(style: str) -> list[str]:
    """Selectors and conditions, each before its brace."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return [each.strip() for each in re.findall(r"[^{};]+(?=\{)", bare)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_of_a_room_hangs_on_what_is_newer(path):
    rules = rules_of(path.read_text())
    for rule in rules:
        assert not rule.startswith(("@container", "@scope", "@starting-style", "&")), rule
        # An unknown selector drops its whole rule: one that others need may not stand in the same list.
        if ":has(" in rule and "@supports" not in rule:
            assert "," not in re.sub(r"\([^()]*(\([^()]*\))?[^()]*\)", "", rule), f"{rule}: a rule of its own"


def test_where_the_browser_does_not_know_has_the_focus_on_a_note_is_seen_all_the_same():
    style = (STATIC / "lead.css").read_text()
    assert ".note > label:has(:focus-visible)" in style
    assert re.search(r"@supports not selector\(:has\(\*\)\) \{ \.note > label:focus-within \{ outline: 3px", style)
