"""The tables by which floors speak to one another, the work that comes round again, and the states of a booking."""

import dataclasses
import importlib
import inspect
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import get_args

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from smarthub.bookings.rules.state import State
from smarthub.bookings.views.booking import STATES
from smarthub.config.panels import PANELS
from smarthub.config.reactions import REACTIONS
from smarthub.config.reference.domains import PACKAGE, floors
from smarthub.config.reference.markdown import first_sentence, table
from smarthub.kit.words import length

MEANS = {
    "held": "kept for five minutes for somebody who is choosing; it ends by itself",
    "booked": "somebody's name is on it",
    "arrived": "its party has checked in",
    "left": "its party has checked out, or the hub closed",
    "cancelled": "given back; its time is free",
    "no-show": "nobody came in time; what is left of it is free",
}


def facts_and_panels() -> str:
    return "\n".join(
        [
            "# Facts and panels\n",
            "The two doors upward: a lower floor tells a fact and does not know who hears it; a lower page has a place "
            "where an upper floor may show something.\n",
            "## Facts\n",
            table(("fact", "means", "who reacts, in order"), facts()),
            "## Panels\n",
            table(("place", "shows"), panels()) if PANELS else "There is no panel yet.\n",
        ]
    )


def facts() -> Iterator[tuple[str, str, str]]:
    for name in floors():
        if not (PACKAGE / name / "facts.py").exists() or name == "kit":
            continue
        module = importlib.import_module(f"smarthub.{name}.facts")
        for fact in facts_of(module):
            about = "" if (fact.__doc__ or "").startswith(f"{fact.__name__}(") else first_sentence(fact.__doc__)
            heard = ", ".join(f"`{named(react)}`" for react in REACTIONS.get(fact, ()))
            yield f"`{name}.{fact.__name__}`", about, heard or "nobody yet"


def facts_of(module: ModuleType) -> list[type]:
    return [
        member
        for _name, member in inspect.getmembers(module, inspect.isclass)
        if member.__module__ == module.__name__ and dataclasses.is_dataclass(member)
    ]


def named(function: object) -> str:
    module = str(getattr(function, "__module__", "")).removeprefix("smarthub.")
    return f"{module}.{getattr(function, '__name__', '')}"


def panels() -> Iterator[tuple[str, str]]:
    for place, shown in PANELS.items():
        yield f"`{place}`", ", ".join(f"`{named(panel.ask)}`" for panel in shown)


def due_work() -> str:
    due: dict[str, timedelta] = settings.DUE
    rows = [(f"`{path.removeprefix('smarthub.')}`", often(every), about(path)) for path, every in due.items()]
    return "\n".join(
        [
            "# Work that comes round again\n",
            "The worker of `./hub run` asks the clock each second and does what is due. Any number of workers may run: "
            "each piece is done once.\n",
            table(("work", "every", "does"), rows),
        ]
    )


def often(every: timedelta) -> str:
    seconds = every.total_seconds()
    return f"{seconds:.0f} seconds" if seconds < 60 else length(every)


def about(path: str) -> str:
    """What the task says, or the verb of the same name that it asks."""
    task = import_string(path)
    if said := first_sentence(task.func.__doc__):
        return said
    package, _tasks, name = path.removeprefix("smarthub.").split(".")
    actions = PACKAGE / package / "actions"
    for each in sorted(actions.glob("*.py")):
        verb = getattr(importlib.import_module(f"smarthub.{package}.actions.{each.stem}"), name, None)
        if verb is not None:
            return first_sentence(verb.__doc__)
    return ""


def booking_states() -> str:
    rows = [(f"`{state}`", *labels(state), MEANS[state]) for state in get_args(State)]
    return "\n".join(
        [
            "# The states of a booking\n",
            "No column holds a state: it is read from who did what and when (`booked_at`, `cancelled_at`, `no_show_at`, "
            "the visit), so it cannot disagree with them. While it is booked, pages also say whether its time is now "
            "or over.\n",
            "```mermaid\nstateDiagram-v2\n  [*] --> held: hold\n  held --> [*]: 5 minutes pass, or let go\n"
            "  held --> booked: confirm\n  [*] --> booked: book\n  booked --> booked: change\n"
            "  booked --> cancelled: cancel\n  booked --> arrived: check in\n"
            "  booked --> no_show: nobody came in time\n  no_show --> arrived: came late, before the place was given back\n"
            "  arrived --> left: check out, or the hub closes\n```\n",
            table(("state", "in Thai", "in English", "means"), rows),
        ]
    )


def labels(state: str) -> tuple[str, str]:
    if state not in STATES:
        return "", ""
    said = []
    for language in ("th", "en"):
        with translation.override(language):
            said.append(str(STATES[state][1]))
    return said[0], said[1]
