"""What has happened here, for those above."""

from dataclasses import dataclass
from datetime import datetime

from smarthub.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonErased:
    """A person is being forgotten; told before anything of theirs is gone. Who hears it may still refuse."""

    person: Person
    by: Person
    at: datetime
