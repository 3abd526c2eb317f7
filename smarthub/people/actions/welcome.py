"""Somebody comes, with no more than a name."""

from smarthub.people.models import Person
from smarthub.people.rules import names


def welcome(*, name: str, phone: str = "", language: str = "th", hub: str = "") -> Person:
    """A person without an account: a name and, if they like, a phone (E.164). Two guests of one name are two people.
    `hub`: whose host writes them down (its slug).

    Nobody is looked up by phone: what a stranger types must not open somebody else's record.
    """
    return Person.objects.create_user(name=name.strip(), phone=phone, language=language, first_hub=hub)


def welcome_with(email: str, *, language: str = "th") -> Person:
    """A person whom somebody at the machine knows by an e-mail address; they have an account once they sign in with it.
    The part before the @ is their name: whoever typed the address must find the person again by it.
    """
    name = names.from_address(email)
    return Person.objects.create_user(email=email.strip().lower(), name=name, language=language)
