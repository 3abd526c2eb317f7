"""What the front door does about what has happened below."""

from smarthub.kit.rows import move
from smarthub.people.facts import PersonMerged


def move_to_kept(fact: PersonMerged) -> None:
    """The lists that one of two records brought are the other's from now on."""
    move("frontdoor", fact.gone, fact.kept, moved=fact.moved)
