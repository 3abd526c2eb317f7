"""The examples that the gallery shows. Nothing here is real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from smarthub.look.shell import NavItem

SWATCHES = "paper surface sunken ink ink-soft line edge ochre ochre-strong ochre-soft lotus lotus-soft rice rice-soft gold gold-soft indigo indigo-soft danger danger-soft".split()
BUTTONS = ("", "button--quiet", "button--danger", "button--plain")
PLAN = [
    (60, 70, "free", "1"), (118, 70, "taken", "2"), (176, 70, "yours", "3"), (234, 70, "held", "4"),
    (60, 140, "closed", "5"), (118, 140, "walkin", "6"), (176, 140, "free", "7"), (234, 140, "free", "8"),
]  # fmt: skip


class ExampleForm(forms.Form):
    """One of every kind of field."""

    day = forms.ChoiceField(
        label=_("Day"),
        widget=forms.RadioSelect,
        choices=[("a", _("Today\n22\nNov 2569")), ("b", _("Tomorrow\n23\nNov 2569")), ("c", _("Tue\n24\nNov 2569")),
                 ("d", _("Wed\n25\nNov 2569")), ("e", _("Thu\n26\nNov 2569")), ("f", _("Fri\n27\nNov 2569"))],
    )  # fmt: skip
    start = forms.ChoiceField(label=_("From"), choices=[("9", "09:00"), ("10", "10:00")])
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=20, initial=2)
    kind = forms.ChoiceField(
        label=_("What for"),
        widget=forms.RadioSelect,
        choices=[("desk", _("A desk")), ("room", _("A room")), ("any", _("Whatever fits"))],
    )
    name = forms.CharField(label=_("Name"), help_text=_("As you wish to be called."))
    phone = forms.CharField(label=_("Phone"), required=False, help_text=_("Only for a message about this booking."))
    wish = forms.CharField(label=_("Anything we should know"), required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label=_("I have read the house rules."), required=False)
    closed = forms.CharField(label=_("Cannot be changed"), disabled=True, required=False, initial="UD-2569")


def gallery_context(request: HttpRequest) -> dict[str, Any]:
    now = datetime.now(UTC)
    wrong = ExampleForm(
        {"day": "b", "start": "9", "people": "99", "kind": "", "name": "", "phone": "12"}, auto_id="wrong_%s"
    )
    wrong.add_error("phone", gettext("This is not a phone number: it has 2 digits, a Thai one has 9 or 10."))
    return {
        "nav": [
            NavItem("#buttons", gettext("Home"), "home", current=True),
            NavItem("#forms", gettext("Book"), "calendar"),
            NavItem("#parts", gettext("Here now"), "people"),
            NavItem("#plan", gettext("Activities"), "event"),
            NavItem("#words", gettext("My day"), "person"),
        ],
        "foot_links": [{"url": "#top", "name": gettext("Privacy")}, {"url": "#top", "name": gettext("Credits")}],
        "swatches": SWATCHES,
        "buttons": BUTTONS,
        "form": ExampleForm(initial={"day": "a", "kind": "desk"}),
        "wrong": wrong,
        "now": now,
        "until": now + timedelta(minutes=4, seconds=37),
        "plan": [
            (*place, ngettext("Desk %(n)s, %(m)s seat", "Desk %(n)s, %(m)s seats", 1) % {"n": place[3], "m": 1})
            for place in PLAN
        ],
        "kinds": ("info", "done", "warn", "error"),
        "other_language": "",
    }
