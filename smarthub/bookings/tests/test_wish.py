"""A wish as a form shows it."""

from django import forms
from django.test.html import parse_html

from smarthub.bookings.forms.wish import Inert


def test_a_select_joined_from_strings_is_the_one_that_templates_would_make():
    shown = Inert(choices=[("", "Any"), ("09:00", "9:00 is <over>"), ("09:15", "9:15"), ("day", "All & more")])
    shown.inert = frozenset({"09:00", "09:15"})
    attributes = {"id": "id_start", "aria-describedby": "a b", "required": True}
    by_templates: str = forms.Select(choices=shown.choices).render("start", "09:15", attributes)
    for value in ("09:00", "09:15"):
        by_templates = by_templates.replace(f'value="{value}"', f'value="{value}" disabled')
    assert parse_html(shown.render("start", "09:15", attributes)) == parse_html(by_templates)
