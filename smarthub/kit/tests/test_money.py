import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from smarthub.kit import money
from smarthub.kit.forms import BahtField


@pytest.mark.parametrize(
    ("text", "satang"),
    [("80", 8000), ("80.5", 8050), ("1,234.56", 123456), ("฿20", 2000), ("๘๐", 8000), ("0.01", 1), ("-5", -500)],
)
def test_an_amount_is_read_as_whole_satang(text: str, satang: int) -> None:
    assert money.satang(text) == satang


@pytest.mark.parametrize("text", ["", "abc", "1.005", "1.2.3", "--1", "1e3", "."])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        BahtField().clean(text)


@given(some.integers(-(10**12), 10**12))
def test_what_is_written_is_read_again(satang: int) -> None:
    assert money.satang(money.baht(satang)) == satang


def test_baht_are_written_with_thousands_and_without_needless_satang() -> None:
    assert [money.baht(n) for n in (0, 12345, 123456700, -50)] == ["0", "123.45", "1,234,567", "-0.50"]
