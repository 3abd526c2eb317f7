"""`{% load bookings %}`: what booking pages say of people and lengths of time; their style and script."""

from collections.abc import Iterable
from datetime import timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from smarthub.bookings.rules import words
from smarthub.kit.templatetags import words as kit_words
from smarthub.kit.words import length
from smarthub.look import shell
from smarthub.places.models import Space

register = template.Library()
# The house's own filters, without its `length`: here lists are counted.
register.filter("clock", kit_words.clock)
register.filter("weekday", kit_words.weekday)
register.filter("phone", kit_words.phone)


@register.filter
def length_of(value: timedelta) -> str:
    return length(value)


@register.filter
def names_of(spaces: Iterable[Space]) -> str:
    """Places in words: a code alone says nothing, so 'desk A1'."""
    return words.names_of(spaces)


@register.filter
def people_words(count: int) -> str:
    return words.people(count)


@register.simple_tag
def bookings_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', shell.asset("bookings/bookings.css"))


@register.simple_tag
def bookings_script(name: str = "book") -> SafeString:
    return format_html('<script type="module" src="{}"></script>', shell.asset(f"bookings/{name}.js"))
