import pytest
from django.core.exceptions import ValidationError

from smarthub.kit.forms import BahtField, DayField, PhoneField
from smarthub.kit.words import phone


@pytest.mark.parametrize(
    ("text", "number"),
    [("081 234 5678", "+66812345678"), ("๐๘๑๒๓๔๕๖๗๘", "+66812345678"), ("+66 42 222 333", "+6642222333"), ("", "")],
)
def test_a_phone_number_is_read_as_people_type_it(text: str, number: str) -> None:
    assert PhoneField(required=False).clean(text) == number


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+66812345678", "081-234-5678"),
        ("+6642222333", "042-222-333"),
        ("+6621234567", "02-123-4567"),
        ("0812345678", "081-234-5678"),
        ("+14155552671", "+1 415-555-2671"),
        ("02 123 4567 ext. 5", "02-123-4567 ext. 5"),
        ("042-123456 ต่อ 12", "042-123456 ต่อ 12"),
        ("1669", "1669"),
        ("", ""),
    ],
)
def test_a_phone_number_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert phone(kept) == shown


def test_a_form_shows_the_number_that_is_kept_and_leaves_what_was_typed() -> None:
    assert PhoneField().prepare_value("+66812345678") == "081-234-5678"
    assert PhoneField().prepare_value("0812345678") == "0812345678"
    assert PhoneField().prepare_value(None) is None


@pytest.mark.parametrize("number", ["+66812345678", "+6642222333", "+14155552671"])
def test_a_number_as_it_is_shown_is_read_as_the_same(number: str) -> None:
    assert PhoneField().clean(phone(number)) == number


@pytest.mark.parametrize("text", ["1669", "hello", "081 234"])
def test_what_is_no_phone_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PhoneField().clean(text)


def test_amounts_and_days_say_how_they_are_written() -> None:
    assert BahtField().clean("80.50") == 8050
    for field, text in ((BahtField(), "-1"), (BahtField(), "x"), (DayField(), "31/02/2567")):
        with pytest.raises(ValidationError) as error:
            field.clean(text)
        assert error.value.messages[0]
