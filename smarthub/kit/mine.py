"""All that the house keeps about one person, asked of each floor.

`settings.MINE` is the dotted path of one table {name of the file: function}; a function takes the person and answers what
JSON can hold (moments and days, too), or bytes for a file as it is.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.module_loading import import_string

Mine = Mapping[str, Callable[[Any], Any]]


@cache
def table() -> Mine:
    mine: Mine = import_string(settings.MINE)
    return mine


def zipped(person: Any, *, readme: str) -> bytes:
    """A ZIP of one file a name, with a page that says what is in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", readme)
        for name, ask in table().items():
            found = ask(person)
            file.writestr(name, found if isinstance(found, bytes) else _json(found))
    return packed.getvalue()


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
