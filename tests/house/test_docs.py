"""The docs: every link leads somewhere, the reference says what the code says, no setting is left out."""

import re
from pathlib import Path

import pytest

from smarthub.brainstorms.actions.ballots import BACK
from smarthub.brainstorms.actions.obey import VERBS
from smarthub.brainstorms.actions.propose import PROPOSE
from smarthub.brainstorms.actions.think import THINKING
from smarthub.config.reference import FOLDER, MADE, PAGES, written
from tests.house.floors import PACKAGE, ROOT, files, where

# [text](target "title") and ![alt](target), and <img src="target">; not in code blocks.
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<img[^>]+src=\"([^\"]+)\"")
CODE = re.compile(r"^```.*?^```", re.S | re.M)
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.M)
LARGEST = 200_000  # bytes of a picture


def pages() -> list[Path]:
    return [path for path in files() if path.suffix == ".md" and "node_modules" not in path.parts]


def links(path: Path) -> list[str]:
    text = CODE.sub("", path.read_text())
    return [one or other for one, other in LINK.findall(text)]


def anchors(path: Path) -> set[str]:
    """The anchors that a forge makes of the headings."""
    found: set[str] = set()
    for heading in HEADING.findall(CODE.sub("", path.read_text())):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        found.add(re.sub(r"[^\w\- \u0e00-\u0e7f]", "", plain).replace(" ", "-"))
    return found


@pytest.mark.parametrize("path", pages(), ids=where)
def test_every_link_of_the_docs_leads_somewhere(path):
    wrong = []
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            wrong.append(link)
    assert wrong == []


def test_every_page_is_linked_from_another_one():
    linked = {(path.parent / link.partition("#")[0]).resolve() for path in pages() for link in links(path)}
    found_by_name = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md"}
    lonely = [where(path) for path in pages() if path.resolve() not in linked and where(path) not in found_by_name]
    assert lonely == []


def test_the_guide_to_the_api_names_every_command_of_a_room():
    guide = (ROOT / "docs/how-to/api.md").read_text()
    assert [name for name in (*VERBS, PROPOSE, THINKING, BACK) if f"`{name}`" not in guide] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_says_what_the_code_says(name):
    assert (FOLDER / name).read_text() == written(name), "stale: ./hub reference writes it anew"


def test_what_is_made_from_the_code_is_all_made_by_us():
    made = {path.name for path in FOLDER.glob("*.md") if path.read_text().startswith(MADE)}
    assert made == set(PAGES)


def test_every_setting_is_in_the_reference():
    read = r"""(?:_env|_whole_number|_switch)\(\s*"([A-Z_]+)"|environ(?:\.get\(|\[)"([A-Z_]+)"""
    named = {one or other for one, other in re.findall(read, (PACKAGE / "config" / "settings.py").read_text())}
    assert len(named) > 8, "how settings are read has changed: this test looks for nothing"
    assert named - set(re.findall(r"`([A-Z_]+)`", (FOLDER / "settings.md").read_text())) == set()


def test_every_command_is_in_the_reference():
    folders = PACKAGE.glob("*/management/commands/*.py")
    named = {path.stem for path in folders if not path.stem.startswith("_")}
    text = (FOLDER / "commands.md").read_text()
    assert {name for name in named if f"./hub {name}" not in text} == set()


def test_every_picture_is_shown_somewhere():
    shown = {(path.parent / link).resolve() for path in pages() for link in links(path)}
    assert [where(path) for path in (ROOT / "docs" / "images").iterdir() if path.resolve() not in shown] == []


def test_pictures_are_small():
    large = [where(path) for path in (ROOT / "docs").rglob("*.webp") if path.stat().st_size > LARGEST]
    assert large == []
