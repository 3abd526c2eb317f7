"""What pages send: a command as form fields, and the opening of a session."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase, TemplateStep
from smarthub.brainstorms.queries import session_coded
from smarthub.brainstorms.rules.command import Command
from smarthub.brainstorms.rules.lead import USUAL_DOTS
from smarthub.brainstorms.rules.templates import FREE
from smarthub.kit.codes import tidy
from smarthub.kit.forms import DayField
from smarthub.places.models import Hub

TEXTS = ("phase", "note", "other", "group", "text", "lane", "name", "sector", "owner", "kind")
NUMBER = re.compile(r"-?[0-9]{1,4}")
MOST_NOTES = 500
STEPS = {"up": -1, "down": 1}


class CommandForm(forms.Form):
    """Every field may be left out but the mark, which the page drew, so that a form sent twice is one command."""

    id = forms.UUIDField()
    type = forms.CharField(max_length=40)
    phase = forms.CharField(required=False, max_length=16)
    note = forms.CharField(required=False, max_length=16)
    other = forms.CharField(required=False, max_length=16)
    group = forms.CharField(required=False, max_length=16)
    text = forms.CharField(required=False, max_length=20_000)
    lane = forms.CharField(required=False, max_length=40)
    name = forms.CharField(required=False, max_length=300)
    sector = forms.CharField(required=False, max_length=40)
    owner = forms.CharField(required=False, max_length=300)
    kind = forms.CharField(required=False, max_length=40)
    value = forms.IntegerField(required=False, min_value=-1, max_value=1000)
    effort = forms.IntegerField(required=False, min_value=0, max_value=10)
    seconds = forms.IntegerField(required=False, min_value=-86_400, max_value=86_400)
    number = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)
    due_on = DayField(required=False)
    say = forms.CharField(required=False, max_length=60)
    step = forms.CharField(required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """One button may carry a whole vote, so that a ballot of many notes is one form: `say` is a note and what is said
        to it, a number or the note that it is better than.
        """
        sent: dict[str, Any] = super().clean() or self.cleaned_data
        note, _blank, rest = sent.get("say", "").partition(" ")
        if note:
            sent["note"] = note
            if NUMBER.fullmatch(rest):
                sent["value"] = int(rest)
            else:
                sent["other"] = rest[:16]
        return sent

    def order(self) -> tuple[str, ...]:
        """The notes of a ranking as they stand in the form, after the step that was pressed: up, down, add or out."""
        sent: list[str] = getattr(self.data, "getlist", lambda _name: [])("notes")
        notes = [str(note)[:16] for note in sent[:MOST_NOTES]]
        verb, _blank, note = self.cleaned_data["step"].partition(" ")
        at = notes.index(note) if note in notes else None
        if verb == "add" and at is None:
            notes.append(note)
        elif at is not None and verb == "out":
            notes.remove(note)
        elif at is not None and verb in STEPS:
            notes.insert(max(0, at + STEPS[verb]), notes.pop(at))
        return tuple(notes)

    def command(self) -> Command:
        sent: dict[str, Any] = self.cleaned_data
        mark: UUID = sent["id"]
        return Command(
            id=mark,
            type=sent["type"],
            value=sent["value"],
            effort=sent["effort"],
            seconds=sent["seconds"],
            due_on=sent["due_on"],
            number=sent["number"] or None,
            notes=self.order(),
            **{name: sent[name] for name in TEXTS},
        )


class CodeForm(forms.Form):
    """The code of a room, as somebody reads it off a sheet."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        session = session_coded(tidy(self.cleaned_data["code"]))
        if session is None:
            raise forms.ValidationError(_("No room has this code. Please read it once more, letter by letter."))
        return session.code


class OpenForm(forms.Form):
    question = forms.CharField(label=_("What is the question?"), max_length=300)
    hub = forms.ModelChoiceField(Hub.objects.none(), label=_("Where?"), to_field_name="slug", empty_label=None)
    template = forms.CharField(max_length=40, initial=FREE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hubs = self.fields["hub"]
        assert isinstance(hubs, forms.ModelChoiceField)
        hubs.queryset = Hub.objects.all()


class StepForm(forms.Form):
    """A phase of a session or a step of a template, as people word it: minutes, and lanes one a line."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)  # drawn by the page: a form sent twice is one step
    kind = forms.ChoiceField(label=_("What happens?"), choices=Phase.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    prompt = forms.CharField(
        label=_("What is asked"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes = forms.DecimalField(
        label=_("Minutes"), min_value=0, max_value=240, decimal_places=1, initial=10, help_text=_("0: no timer")
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Phase.Visibility.choices, widget=forms.RadioSelect, initial="hidden"
    )
    quota = forms.IntegerField(
        label=_("Notes each, at most"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Empty: as many as one likes"),
    )
    dots = forms.IntegerField(
        label=_("Dots each"), min_value=0, max_value=100, required=False, help_text=_("Only where dots are given")
    )
    may_stack = forms.BooleanField(label=_("Several dots on one note are allowed"), required=False, initial=True)
    lanes = forms.CharField(
        label=_("Lanes"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, for example strengths and weaknesses. Empty: none"),
    )

    @classmethod
    def of(cls, step: Phase | TemplateStep) -> dict[str, Any]:
        """What the form begins with, to change this step."""
        names = ("kind", "title", "prompt", "visibility", "quota", "may_stack")
        return {
            **{name: getattr(step, name) for name in names},
            "minutes": step.seconds // 60 if step.seconds % 60 == 0 else round(step.seconds / 60, 1),
            "dots": step.dots or None,
            "lanes": "\n".join(step.lanes),
        }

    def wished(self) -> dict[str, Any]:
        """As the actions take it: seconds, and lanes as they are kept."""
        sent: dict[str, Any] = self.cleaned_data
        dots = sent["dots"]
        if dots is None:
            dots = USUAL_DOTS if sent["kind"] == Phase.Kind.DOTS else 0
        return {
            **{name: sent[name] for name in ("kind", "title", "prompt", "visibility", "quota", "may_stack")},
            "seconds": round(sent["minutes"] * 60),
            "dots": dots,
            "lanes": tuple(sent["lanes"].splitlines()),
        }

    def command(self, mark: UUID, *, phase: str = "") -> Command:
        """The same as a command to a room: a new phase, or another wording of the one named."""
        wish = self.wished()
        wish["name"], wish["text"] = wish.pop("title"), wish.pop("prompt")
        return Command(id=mark, type="change-phase" if phase else "phase", phase=phase, **wish)


class NameForm(forms.Form):
    """A template of the hub's own: its name, and what it is copied from."""

    title = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class CompanionForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class CardsForm(forms.Form):
    """Paper cards, one a line."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    phase = forms.ChoiceField(label=_("Step"))
    lane = forms.ChoiceField(label=_("Lane"), required=False)
    cards = forms.CharField(
        label=_("One card a line"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 8}), strip=False
    )

    def __init__(self, *args: Any, phases: list[tuple[str, str]], lanes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phase, lane = self.fields["phase"], self.fields["lane"]
        assert isinstance(phase, forms.ChoiceField)
        assert isinstance(lane, forms.ChoiceField)
        phase.choices = phases
        lane.choices = [("", _("No lane")), *((each, each) for each in lanes)]
        if not lanes:
            del self.fields["lane"]
