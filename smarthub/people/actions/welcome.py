"""Somebody comes, with no more than a name."""

from smarthub.people.models import Person


def welcome(*, name: str, phone: str = "", language: str = "th") -> Person:
    """A person without an account: a name and, if they like, a phone (E.164). Two guests of one name are two people.

    Nobody is looked up by phone: what a stranger types must not open somebody else's record.
    """
    return Person.objects.create_user(name=name.strip(), phone=phone, language=language)
