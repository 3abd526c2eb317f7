"""Small cells: a figure split by sector, group or organisation. Below five people it would tell who said what."""

from collections.abc import Mapping

FEWEST = 5


def told(cells: Mapping[str, int]) -> dict[str, int | None]:
    """How many people there are of each, None where it is not told.

    Where one is hidden the next smallest is hidden too: else the total minus the others would give it away.
    """
    hidden = {name for name, people in cells.items() if 0 < people < FEWEST}
    if len(hidden) == 1 and (others := {name: n for name, n in cells.items() if name not in hidden and n}):
        hidden.add(min(others, key=lambda name: (others[name], name)))
    return {name: None if name in hidden else people for name, people in cells.items()}
