"""The tree as a whole: short files, no traces of the machine it was written on, a reason beside every dependency."""

import re

from tests.house.floors import ROOT, files, where

WRITTEN = {".py", ".html", ".css", ".js", ".mjs"}
LONGEST = 300
NOT_OURS = re.compile(r"/vendor/|/migrations/|\.min\.|package-lock\.json$")
# Written in pieces, so that this file does not hold what it looks for.
TRACES = re.compile(
    "|".join([r"(?<![\w.])/" + r"work/\w", r"(?<![\w.])/" + r"root/", "pythonhosted" + r"\.", "registry" + r"\.npm"])
)


def ours():
    return [path for path in files() if not NOT_OURS.search(str(path))]


def test_no_file_is_longer_than_one_can_read_at_a_sitting():
    long = {where(path): len(path.read_text().splitlines()) for path in ours() if path.suffix in WRITTEN}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_nothing_tells_of_the_machine_it_was_written_on():
    wrong = []
    for path in files():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        wrong += [f"{where(path)}: {found.group()}" for found in TRACES.finditer(text)]
    assert wrong == []


def test_every_dependency_says_what_it_is_for():
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.S | re.M)
    assert len(lists) == 2
    wrong = [line for block in lists for line in block.splitlines() if not re.search(r'",\s+# \S+ \S+', line)]
    assert wrong == []


def test_no_file_is_named_after_an_attic():
    """A file is named after a noun or a verb of the members' words; these names collect everything and say nothing."""
    attics = {"utils", "util", "helpers", "helper", "services", "service", "managers", "common", "misc", "data", "base"}
    allowed = {"smarthub/kit/sqlite/base.py"}  # Django looks for a backend under this name
    named = [where(path) for path in ours() if path.suffix == ".py" and path.stem in attics]
    assert set(named) - allowed == set()
