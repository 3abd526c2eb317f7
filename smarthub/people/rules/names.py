"""What people are called who have not said so yet: who signs in, never by a piece of their e-mail address."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

NEWCOMER = _("A newcomer")
FIRST_HOST = _("The first host")
ERASED = _("Name erased")


def stand_in(name: object, language: str) -> str:
    with override(language):
        return str(name)


def is_stand_in(name: str, language: str) -> bool:
    """Whether the person has not said yet what to call them."""
    return name in {stand_in(each, language) for each in (NEWCOMER, FIRST_HOST)}


def from_address(email: str) -> str:
    """For somebody whom a host brings in: the part before the @."""
    return email.strip().partition("@")[0][:120]
