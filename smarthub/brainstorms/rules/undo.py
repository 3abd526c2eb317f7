"""What can be taken back, and what can be done again: read off the log, so it holds for everybody in the room alike."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

UNDOABLE = ("moved", "grouped", "renamed", "merged", "ungrouped", "proposed")
UNDONE, REDONE = "undone", "redone"
NOTHING = Refusal("nothing-to-undo", _("There is nothing to undo."))
NOTHING_AGAIN = Refusal("nothing-to-redo", _("There is nothing to do again."))


def stacks(events: Iterable[tuple[int, str, int]]) -> tuple[list[int], list[int]]:
    """(numbers of what stands and can be undone, numbers of the undoings that can be taken back), the latest last.

    Each event: its number, its type, and the number that it is about (0 where it is about none). New work in between
    ends the redoing: what was undone would no longer fit.
    """
    standing: list[int] = []
    undone: list[tuple[int, int]] = []  # (the undoing, what it undid)
    for number, kind, about in events:
        if kind == UNDONE:
            standing.remove(about)
            undone.append((number, about))
        elif kind == REDONE:
            standing += [what for undoing, what in undone if undoing == about]
            undone = [pair for pair in undone if pair[0] != about]
        else:
            standing.append(number)
            undone.clear()
    return standing, [undoing for undoing, _what in undone]
