"""Panels: how a lower page shows what an upper floor knows, without knowing it.

`settings.PANELS` is the dotted path of one table {name: [Panel(function, template), ...]}; a panel's function takes the
request and the thing (on lists: the whole list at once) and answers its context, or None to show nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Panel:
    ask: Callable[[HttpRequest, Any], Mapping[str, Any] | None]
    template: str


@cache
def table() -> Mapping[str, Sequence[Panel]]:
    panels: Mapping[str, Sequence[Panel]] = import_string(settings.PANELS)
    return panels
