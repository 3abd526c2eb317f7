"""The files of the pages as they travel: copied whole, and without the comments, which stay in the source."""

from pathlib import Path

import pytest

from smarthub.config.management.commands import prepare
from smarthub.config.storage import without_comments

HERE = Path(__file__).resolve().parents[2]


def test_whole_lines_of_a_module_and_blocks_of_a_style_go_and_nothing_else():
    module = b"// says why\nconst a = 1; // stays\n  // inside\nfetch('https://x')\n"
    assert without_comments("a.js", module) == b"const a = 1; // stays\nfetch('https://x')\n"
    assert without_comments("a.css", b"/* why */\na { b: c; /* d */ }\n") == b"a { b: c;}\n"
    assert without_comments("a.js", without_comments("a.js", module)) == without_comments("a.js", module)


def test_no_module_of_ours_has_a_text_that_would_be_taken_for_a_comment():
    for path in HERE.glob("*/static/**/*.js"):
        inside = path.read_text().split("`")[1::2]  # template literals, unless one holds another
        assert not [text for text in inside if "\n//" in text.replace(" ", "")], path


def test_no_style_of_ours_has_a_text_with_the_signs_of_a_comment():
    for path in HERE.glob("*/static/**/*.css"):
        assert not [
            line for line in path.read_text().splitlines() if "url(" in line and "/*" in line.split("url(", 1)[1]
        ], path


def test_a_copy_that_is_ended_in_the_middle_leaves_no_note_that_says_it_is_whole(settings, tmp_path, monkeypatch):
    def ended(*_arguments, **_options):
        raise KeyboardInterrupt

    settings.STATIC_ROOT = tmp_path
    (tmp_path / ".collected").write_text("the files of the version before")
    monkeypatch.setattr(prepare, "call_command", ended)
    with pytest.raises(KeyboardInterrupt):
        prepare.collect_static_files()
    assert not (tmp_path / ".collected").exists()
