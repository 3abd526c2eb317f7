"""Form fields for what Thai people type."""

from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from smarthub.kit import money, words
from smarthub.kit.thai import dates

FIRST_YEAR = 1900  # of birth


class DayField(forms.Field):
    """A day in either era, in Thai or western digits; cleans to a date.

    Shown in the reader's era. A browser's own date field would show the Christian year whatever the page says.
    """

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return dates.read_day(str(value))
        except ValueError as error:
            example = _("13/02/2561")
            raise ValidationError(dates.NOT_A_DATE.format(example=example), code="not-a-date") from error

    def prepare_value(self, value: Any) -> Any:
        return dates.written(value) if isinstance(value, date) else value


class BahtField(forms.Field):
    """An amount in baht as people write it; cleans to whole satang."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            amount = money.satang(str(value))
        except ValueError as error:
            raise ValidationError(_("Write an amount in baht, for example 80 or 80.50."), code="not-money") from error
        if amount < 0:
            raise ValidationError(_("An amount cannot be below zero."), code="negative")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return money.baht(value) if isinstance(value, int) else value


class YearField(forms.Field):
    """A year of birth in either era, in Thai or western digits; cleans to the Christian era."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"})

    def __init__(self, *, this_year: int, **more: Any) -> None:
        self.this_year = this_year
        super().__init__(**more)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        text = dates.western_digits(str(value)).strip()
        year = dates.year_ce(int(text)) if text.isdecimal() and len(text) == 4 else 0
        if not FIRST_YEAR <= year <= self.this_year:
            raise ValidationError(_("Write the year of birth with four digits, for example 2510."), code="not-a-year")
        return year

    def prepare_value(self, value: Any) -> Any:
        return value + dates.ERA if isinstance(value, int) and get_language() == "th" else value


class DigitsField(forms.CharField):
    """Digits that nobody else should read over a shoulder; Thai ones, blanks and dashes are fine."""

    def __init__(self, *, is_new: bool = False, **more: Any) -> None:
        kept = "new-password" if is_new else "current-password"
        widget = forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": kept})
        super().__init__(max_length=20, widget=widget, **more)

    def to_python(self, value: Any) -> str:
        return "".join(dates.western_digits(super().to_python(value) or "").replace("-", " ").split())


class PhoneField(forms.CharField):
    """A phone number as people in Thailand type it (081-234-5678, +66 81…, Thai digits); cleans to +66812345678, and what
    is kept is shown as they write it.
    """

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return read_phone(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        """What is kept begins with a plus; what was typed and came back stays as it was typed."""
        return words.phone(value) if isinstance(value, str) and value.startswith("+") else value


class NewPinForm(forms.Form):
    """A number and a PIN, the PIN twice, since nobody can read it."""

    phone = PhoneField(label=_("Phone number"))
    pin = DigitsField(
        label=_("New PIN"),
        is_new=True,
        help_text=_("Six digits, not in sequence, not repeated, not part of your number."),
    )
    again = DigitsField(label=_("The same PIN once more"), is_new=True)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "pin" in data and "again" in data and data["pin"] != data["again"]:
            self.add_error("again", _("The two PINs are not the same."))
        return data


def read_phone(text: str) -> str:
    """The number in E.164; ValidationError when no such number can exist."""
    try:
        number = phonenumbers.parse(dates.western_digits(text), "TH")
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Write a phone number, for example 081-234-5678."), code="not-a-phone") from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Write a phone number, for example 081-234-5678."), code="not-a-phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
