"""Telling a fact: how a lower floor sets off an upper one without knowing it.

A fact is a frozen dataclass in the past tense, in a domain's facts.py. `settings.REACTIONS` is the dotted path of one
table {Fact: [reaction, ...]}. Reactions run at once, in order, in the same transaction: an error undoes all.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Reactions = Mapping[type, Sequence[Callable[[Any], None]]]


@cache
def _table() -> Reactions:
    table: Reactions = import_string(settings.REACTIONS)
    return table


def tell(fact: object) -> None:
    for react in _table().get(type(fact), ()):
        react(fact)
