"""What pages send: a command as form fields, and the opening of a session."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.rules.command import Command
from smarthub.brainstorms.rules.templates import FREE, TEMPLATES
from smarthub.places.models import Hub

TEXTS = ("phase", "note", "other", "group", "text", "lane", "name", "sector", "owner", "kind")


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
    due_on = forms.DateField(required=False)

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
            **{name: sent[name] for name in TEXTS},
        )


class OpenForm(forms.Form):
    hub = forms.ModelChoiceField(Hub.objects.none(), label=_("Where?"), to_field_name="slug", empty_label=None)
    question = forms.CharField(label=_("What is the question?"), max_length=300)
    template = forms.ChoiceField(label=_("How?"), initial=FREE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hubs, template = self.fields["hub"], self.fields["template"]
        assert isinstance(hubs, forms.ModelChoiceField)
        assert isinstance(template, forms.ChoiceField)
        hubs.queryset = Hub.objects.all()
        template.choices = [(name, each.title) for name, each in TEMPLATES.items()]
