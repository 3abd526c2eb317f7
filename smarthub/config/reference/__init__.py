"""The reference that the code itself can tell: `./hub reference` writes it into docs/reference, `--check` says what is stale.

Each page is a function without arguments that answers Markdown. The same code gives the same bytes on every machine: no
dates, no line numbers, nothing of the settings that a house was started with.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.utils import translation

from smarthub.config.reference import addresses, calls, domains, models, refusals, tables

FOLDER = Path(settings.ROOT) / "docs" / "reference"
MADE = "<!-- Made from the code by `./hub reference`; change the code, not this page. -->\n"

PAGES: Mapping[str, Callable[[], str]] = {
    "addresses.md": addresses.page,
    "booking-states.md": tables.booking_states,
    "calls.md": calls.page,
    "domains.md": domains.page,
    "due-work.md": tables.due_work,
    "facts-and-panels.md": tables.facts_and_panels,
    "models.md": models.page,
    "refusals.md": refusals.page,
}


def written(name: str) -> str:
    with translation.override("en"):
        return MADE + PAGES[name]().strip() + "\n"


def stale() -> list[str]:
    """The pages that do not say what the code says."""
    return [name for name in PAGES if not (FOLDER / name).exists() or (FOLDER / name).read_text() != written(name)]
