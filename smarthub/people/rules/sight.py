"""Who sees what of a person. Pure: the floors above say how near the one who looks stands."""

from dataclasses import dataclass
from enum import IntEnum

from smarthub.people.models import Person, Profile


class Nearness(IntEnum):
    """How near somebody stands to the person they look at; each also is all that stands before it."""

    STRANGER = 0  # anybody, without an account
    MEMBER = 1  # has a pass that runs, or came within the last 90 days
    HERE_NOW = 2  # a member who is in the same hub as the person at this moment
    SELF = 3


@dataclass(frozen=True)
class Seen:
    """What somebody may see of a person; an empty text is not shown or not written."""

    name: str = ""
    about_now: str = ""
    can_help_with: str = ""
    looking_for: str = ""
    interests: str = ""
    languages: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, field) for field in Profile.FIELDS)


def may_see(audience: int, nearness: Nearness) -> bool:
    """Whether a field for this audience is shown to somebody who stands so near."""
    return nearness >= audience


def seen(person: Person, profile: Profile, nearness: Nearness) -> Seen:
    """What of the profile somebody sees who stands so near."""
    values = {field: person.name if field == "name" else getattr(profile, field) for field in Profile.FIELDS}
    return Seen(
        **{field: value for field, value in values.items() if may_see(getattr(profile, f"{field}_audience"), nearness)}
    )
