"""Form fields for what Thai people type."""

from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smarthub.kit import money
from smarthub.kit.thai import dates


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


class PhoneField(forms.CharField):
    """A phone number as people in Thailand type it (081 234 5678, +66 81…, Thai digits); cleans to +66812345678."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return read_phone(text) if text else ""


def read_phone(text: str) -> str:
    """The number in E.164; ValidationError when no such number can exist."""
    try:
        number = phonenumbers.parse(dates.western_digits(text), "TH")
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Write a phone number, for example 081 234 5678."), code="not-a-phone") from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Write a phone number, for example 081 234 5678."), code="not-a-phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
