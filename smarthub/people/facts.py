"""What has happened here, for those above."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from smarthub.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonErased:
    """A person is being forgotten; told before anything of theirs is gone. Who hears it may still refuse."""

    person: Person
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonMerged:
    """Two records were one person: all that points at `gone` is to point at `kept`. Each floor moves its own rows
    (kit/rows.py) and counts them in `moved`, under the noun that people read in the preview. Who hears it may still
    refuse.
    """

    kept: Person
    gone: Person
    by: Person
    at: datetime
    moved: Counter[Any]
