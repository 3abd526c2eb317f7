"""What the outbox does about what has happened below."""

from smarthub.notices.actions.choose import forget
from smarthub.people.facts import PersonErased


def forget_what_was_told(fact: PersonErased) -> None:
    forget(fact.person)
