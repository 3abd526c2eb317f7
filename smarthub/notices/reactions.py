"""What the outbox does about what has happened below."""

from smarthub.kit.rows import move
from smarthub.notices.actions.choose import forget
from smarthub.people.facts import PersonErased, PersonMerged


def forget_what_was_told(fact: PersonErased) -> None:
    forget(fact.person)


def move_to_kept(fact: PersonMerged) -> None:
    """What was told to one of two records was told to the other; how the kept one is told, stays."""
    move("notices", fact.gone, fact.kept, moved=fact.moved)
