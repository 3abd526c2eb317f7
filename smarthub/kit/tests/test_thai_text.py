"""Thai text sorted, compared and found."""

import random

from smarthub.kit.thai.text import normal, search_text, sort_key

IN_ORDER = ["กา", "ก้าว", "เกาะ", "ไก่", "ขอนแก่น", "แพร่", "ม้า", "เลย", "หนองคาย", "อุดรธานี"]


def test_thai_words_sort_as_in_the_dictionary() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_tone_marks_count_only_between_equal_words() -> None:
    assert sorted(["ขาว", "ข้าว", "ข่าว", "ขา"], key=sort_key) == ["ขา", "ขาว", "ข่าว", "ข้าว"]


def test_numbers_sort_by_their_value() -> None:
    assert sorted(["โต๊ะ 10", "โต๊ะ 2", "A1"], key=sort_key) == ["A1", "โต๊ะ 2", "โต๊ะ 10"]


def test_what_looks_the_same_is_the_same() -> None:
    assert normal("เเพร่") == "แพร่"
    assert normal("นํ้า") == normal("น้ํา") == normal("น้ำ")
    assert normal("ตลาด\N{ZERO WIDTH SPACE}ปรีชา  อุดร ") == "ตลาดปรีชา อุดร"
    assert search_text("Smart  Hub", "", "ตลาดปรีชา") == "smart hub ตลาดปรีชา"
