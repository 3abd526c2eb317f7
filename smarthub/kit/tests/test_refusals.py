"""A refusal says why, in the reader's language, with values as people write them."""

from datetime import UTC, datetime, timedelta

from django.utils import translation

from smarthub.kit.refusals import Refusal


def test_values_are_written_as_people_write_them() -> None:
    refusal = Refusal(
        "x",
        "{at} / {wait} / {price_satang} / {names} / {n}",
        would_pass="{wait}",
        at=datetime(2026, 3, 2, 2, 0, tzinfo=UTC),
        wait=timedelta(hours=1, minutes=30),
        price_satang=12345,
        names=["A1", "A2"],
        n=3,
    )
    with translation.override("en"):
        assert refusal.sentence == "2 Mar 2026 9:00 / 1 hour 30 minutes / 123.45 / A1, A2 / 3"
        assert refusal.would_pass == "1 hour 30 minutes"
    with translation.override("th"):
        assert refusal.sentence.startswith("2 มี.ค. 2569 9:00")


def test_two_refusals_of_one_code_and_values_are_equal() -> None:
    assert Refusal("a", "A", n=1) == Refusal("a", "other words", n=1) != Refusal("a", "A", n=2)
    assert len({Refusal("a", "A"), Refusal("a", "A")}) == 1
