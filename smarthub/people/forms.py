"""What people type about themselves."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import DigitsField, NewPinForm, PhoneField, YearField
from smarthub.kit.thai import dates
from smarthub.people.models import Audience, Person, Profile
from smarthub.people.rules.scopes import LASTS, SCOPES


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "autofocus": True}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("The six digits in the e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """Thai digits and spaces are fine."""
        return "".join(dates.western_digits(self.cleaned_data["code"]).replace("-", " ").split())


class PinForm(forms.Form):
    phone = PhoneField(label=_("Phone number"))
    pin = DigitsField(label=_("PIN"), help_text=_("The six digits that you chose."))


class OwnPinForm(NewPinForm):
    phone = PhoneField(label=_("Phone number"), help_text=_("With this number you sign in. Nobody calls it."))


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("What may we call you?"),
        max_length=120,
        help_text=_("Any name you like, with or without a title. You can change it at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )


def _text(label: Any, hint: Any, *, most: int, lines: int = 1) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


class ProfileForm(forms.Form):
    """The profile: each field of Profile.FIELDS with an audience of its own beside it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As you wish to be called, with or without a title."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    about_now = _text(_("A line about now"), _("What you are busy with these days."), most=140)
    can_help_with = _text(_("I can help with"), _("One thing a line, or with commas."), most=500, lines=3)
    looking_for = _text(_("I am looking for"), _("People, skills, a first customer …"), most=500, lines=3)
    interests = _text(_("Interests"), _("What you like to talk about."), most=500, lines=3)
    languages = _text(_("Languages"), _("The languages that you speak with others."), most=200)

    def __init__(self, *args: Any, this_year: int, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in Profile.FIELDS:
            self.fields[f"{field}_audience"] = forms.TypedChoiceField(
                label=format_lazy(_("Who sees “{field}”"), field=self.fields[field].label),
                choices=Audience.choices[::-1],
                coerce=int,
                initial=Audience.HERE_NOW,
            )
        self.fields["birth_year"] = YearField(
            label=_("Year of birth"),
            help_text=_("Buddhist or Christian era. Others never see it."),
            required=False,
            this_year=this_year,
        )

    @classmethod
    def about(cls, person: Person, profile: Profile, *, this_year: int) -> "ProfileForm":
        """The form as it stands for this person."""
        initial: dict[str, Any] = {"name": person.name, "birth_year": person.birth_year}
        for field in Profile.FIELDS:
            initial.setdefault(field, getattr(profile, field, ""))
            initial[f"{field}_audience"] = getattr(profile, f"{field}_audience")
        return cls(initial=initial, this_year=this_year)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each field with its audience, in the order of the page."""
        return [(self[field], self[f"{field}_audience"]) for field in Profile.FIELDS]

    @property
    def texts(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in Profile.FIELDS}

    @property
    def audiences(self) -> dict[str, int]:
        return {field: self.cleaned_data[f"{field}_audience"] for field in Profile.FIELDS}


class ChildForm(forms.Form):
    """A child whom a parent adds: a name and a year, no more."""

    name = forms.CharField(
        label=_("The child's name"), max_length=120, help_text=_("A nickname is enough."), widget=forms.TextInput()
    )

    def __init__(self, *args: Any, this_year: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["birth_year"] = YearField(
            label=_("Year of birth"),
            help_text=_("Buddhist or Christian era. Others never see it."),
            this_year=this_year,
        )
        self.fields["birth_year"].widget.attrs["autocomplete"] = "off"


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"), max_length=80, required=False, help_text=_("So that you know it again.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=list(SCOPES.items()),
        initial=["read"],
        widget=forms.CheckboxSelectMultiple,
    )
    lasts = forms.ChoiceField(
        label=_("How long is it valid?"), choices=[(key, name) for key, (_length, name) in LASTS.items()]
    )


class ReportForm(forms.Form):
    who = forms.CharField(
        label=_("Whom is it about?"),
        max_length=200,
        required=False,
        help_text=_("A name, how they look, where they sat: what you know."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What happened?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "data-never-keep": True})
    )


class EraseForm(forms.Form):
    """One tick between a slip of the thumb and being forgotten."""

    sure = forms.BooleanField(
        label=_("Yes, erase what names me; I know that this cannot be undone"),
        error_messages={"required": _("Tick this first: it cannot be undone.")},
    )
