"""Every text is said in Thai and in English."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from smarthub.look import catalogues
from smarthub.look.untranslated import hard_coded

PACKAGES = catalogues.packages()


def test_every_text_has_its_thai() -> None:
    assert [str(problem) for problem in catalogues.problems()] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_no_template_says_words_that_nobody_can_translate(package: Path) -> None:
    found = [
        f"{path.relative_to(package.parent)}:{spoken.line}: {spoken.words}"
        for path in sorted(package.glob("templates/**/*"))
        if path.is_file()
        for spoken in hard_coded(path)
    ]
    assert found == []


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with one small package."""
    (tmp_path / "desk" / "templates" / "desk").mkdir(parents=True)
    (tmp_path / "desk" / "__init__.py").touch()
    (tmp_path / "desk" / "rules.py").write_text(
        "a = _('Hello {name}.')\nb = ngettext('%(n)s seat', '%(n)s seats', 2)\n", encoding="utf-8"
    )
    (tmp_path / "desk" / "templates" / "desk" / "page.html").write_text(
        '  <p>it\'s\n{% translate "Come in" %}\n {% translate "Book" context "noun" %}', encoding="utf-8"
    )
    return tmp_path


def test_a_text_without_thai_is_named(house: Path) -> None:
    catalogues.update(house)
    assert set(catalogues.missing(house)) == {"Hello {name}.", "%(n)s seat", "Come in", "Book"}
    assert "desk: no Thai for 'Come in'" in [str(problem) for problem in catalogues.problems(house)]


def test_thai_with_another_placeholder_is_refused(house: Path) -> None:
    thai = {"Hello {name}.": "สวัสดี {who}", "%(n)s seat": "%(n)s ที่นั่ง", "Come in": "เชิญ", "Book": "หนังสือ"}
    catalogues.update(house, thai)
    assert [str(problem) for problem in catalogues.problems(house)] == [
        "desk: the Thai of 'Hello {name}.' has other placeholders: 'สวัสดี {who}'"
    ]


def test_a_whole_catalogue_is_written_once_and_then_left_alone(house: Path) -> None:
    thai = {"Hello {name}.": "สวัสดี {name}", "%(n)s seat": "%(n)s ที่นั่ง", "Come in": "เชิญ", "Book": "หนังสือ"}
    assert catalogues.update(house, thai)
    assert catalogues.update(house) == []
    assert catalogues.problems(house) == []


def test_a_number_and_its_unit_are_bound_in_what_django_reads(house: Path) -> None:
    catalogues.update(house, {"Hello {name}.": "อีก {name} นาที", "%(n)s seat": "%(n)s ที่นั่ง", "Come in": "5 คน"})
    with catalogues.po_path(house / "desk").with_suffix(".mo").open("rb") as file:
        thai = gettext.GNUTranslations(file)
    assert thai.gettext("Hello {name}.") == "อีก {name}\u00a0นาที"
    assert thai.ngettext("%(n)s seat", "%(n)s seats", 2) == "%(n)s\u00a0ที่นั่ง"
    assert thai.gettext("Come in") == "5\u00a0คน"


def test_a_text_that_is_gone_leaves_the_catalogue(house: Path) -> None:
    catalogues.update(house)
    (house / "desk" / "rules.py").unlink()
    assert [str(problem) for problem in catalogues.problems(house)][-1].endswith("run ./hub translations")
    catalogues.update(house)
    assert set(catalogues.missing(house)) == {"Come in", "Book"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% translate 'Hello' %} · 5</p>", []),
        ("<p>จอง {{ x }}</p>", ["จอง"]),
        ('<a title="Go on" href="/where/ever/">1</a>', ["Go on"]),
        ('<b class="x {% if y %}on{% endif %}">&amp;</b>', []),
        ('<i lang="en">Thai</i><i>Thai</i>', ["Thai"]),
        ("{% comment %}not seen{% endcomment %}{# nor this #}", []),
        ("{% blocktranslate %}many words{% endblocktranslate %}<br>word", ["word"]),
        ('<input type="submit" value="Send"><input value="x-1-code">', ["Send"]),
    ],
)
def test_visible_words_are_told_from_markup(tmp_path: Path, source: str, words: list[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(source, encoding="utf-8")
    assert [spoken.words for spoken in hard_coded(page)] == words


def test_of_two_thai_texts_ours_is_said_and_not_a_librarys():
    """Of two apps that translate one English text, Django takes the earlier app's."""
    ours: dict[str, set[str]] = {}
    for package in PACKAGES:
        path = package / "locale" / "th" / "LC_MESSAGES" / "django.po"
        if not path.exists():
            continue
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            if isinstance(message.id, str) and message.id and isinstance(message.string, str) and not message.context:
                ours.setdefault(message.id, set()).add(message.string)
    with translation.override("th"):
        said = {text: translation.gettext(text).replace("\N{NO-BREAK SPACE}", " ") for text in ours}
    plain = {text: {thai.replace("\N{NO-BREAK SPACE}", " ") for thai in known} for text, known in ours.items()}
    assert {text: thai for text, thai in said.items() if any(plain[text]) and thai not in plain[text]} == {}
