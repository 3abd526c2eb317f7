import pytest
from django.core.exceptions import ValidationError

from smarthub.kit.forms import BahtField, DayField, PhoneField


@pytest.mark.parametrize(
    ("text", "number"),
    [("081 234 5678", "+66812345678"), ("๐๘๑๒๓๔๕๖๗๘", "+66812345678"), ("+66 42 222 333", "+6642222333"), ("", "")],
)
def test_a_phone_number_is_read_as_people_type_it(text: str, number: str) -> None:
    assert PhoneField(required=False).clean(text) == number


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
