"""Thai lines end between words."""

from __future__ import annotations

from django.utils.html import linebreaks

from smarthub.look import words


def test_a_loanword_is_kept_whole() -> None:
    assert words.kept_whole("เช็กอินที่นี่") == '<span><span class="word">เช็กอิน</span>ที่นี่</span>'


def test_the_longest_word_is_found_first() -> None:
    assert '<span class="word">โคเวิร์กกิงสเปซ</span>' in words.kept_whole("โคเวิร์กกิงสเปซ")


def test_a_number_keeps_its_unit() -> None:
    assert words.kept_whole("อีก 5 นาที ถึง 20.00 น.") == "อีก 5\u00a0นาที ถึง 20.00\u00a0น."


def test_the_mark_that_repeats_a_word_begins_no_line() -> None:
    assert words.kept_whole("สวนเล็ก ๆ วันเสาร์") == "สวนเล็ก\u00a0ๆ วันเสาร์"


def test_several_lines_can_still_become_paragraphs() -> None:
    assert linebreaks(words.kept_whole("เช็กอิน\n\nที่นี่")) == '<p><span class="word">เช็กอิน</span></p>\n\n<p>ที่นี่</p>'


def test_what_people_typed_is_escaped() -> None:
    assert words.kept_whole("<b>&") == "&lt;b&gt;&amp;"


def test_every_word_fits_a_phone_at_twice_the_size() -> None:
    assert [word for word in words.whole_words() if len(word) > 20] == []
