"""A field is tied to its label, its hint and its error."""

from __future__ import annotations

from django import forms
from django.template import Context, Template


class Booking(forms.Form):
    name = forms.CharField(label="Name", help_text="As you wish.")
    phone = forms.CharField(label="Phone", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Yes")
    people = forms.IntegerField(label="People")
    token = forms.CharField(widget=forms.HiddenInput)


def drawn(form: forms.Form, name: str, extra: str = "") -> str:
    return Template("{% load look %}{% field form." + name + " " + extra + " %}").render(Context({"form": form}))


def test_the_label_and_the_hint_belong_to_the_field() -> None:
    html = drawn(Booking(), "name")
    assert '<label class="field__label" for="id_name">Name</label>' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_an_error_is_said_with_the_field_and_what_was_typed_stays() -> None:
    html = drawn(Booking({"name": "", "people": "many"}), "name")
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'value="many"' in drawn(Booking({"people": "many"}), "people")


def test_only_a_field_that_may_be_left_out_says_so() -> None:
    assert "field__optional" in drawn(Booking(), "phone")
    assert "field__optional" not in drawn(Booking(), "name")
    assert "field__optional" not in drawn(Booking(), "phone", "optional=False")


def test_choices_are_a_group_with_a_name() -> None:
    html = drawn(Booking({"kind": ""}), "kind")
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_kind_error"' in html
    assert html.count('class="choice"') == 2


def test_a_tick_stands_before_its_words_and_a_hidden_field_alone() -> None:
    assert drawn(Booking(), "agree").index("checkbox") < drawn(Booking(), "agree").index("Yes")
    assert drawn(Booking(), "token").strip().startswith("<input")


def test_a_stepper_is_a_number_field_without_a_script() -> None:
    html = drawn(Booking(), "people", 'shape="stepper"')
    assert 'type="number"' in html
    assert html.count(" hidden>") == 2


def test_the_summary_links_to_each_field() -> None:
    form = Booking({"people": "1", "agree": "on", "kind": "a", "token": "t"})
    html = Template("{% load look %}{% form_errors form %}").render(Context({"form": form}))
    assert 'href="#id_name"' in html
    assert "id_phone" not in html
    assert Template("{% load look %}{% form_errors form %}").render(Context({"form": Booking()})).strip() == ""
