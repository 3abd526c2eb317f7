"""What the worker does for rooms (how often: settings.DUE)."""

from django_tasks import task

from smarthub.brainstorms.actions.bring import forget_stranded
from smarthub.brainstorms.actions.think import think
from smarthub.brainstorms.actions.weigh import measure_signals, weigh_what_moved
from smarthub.kit import clock


@task()
def weigh_opinions() -> None:
    weigh_what_moved(now=clock.now())


@task()
def check_against_chance() -> None:
    """Apart from the weighing, so that no room waits for the shuffles of another."""
    measure_signals(now=clock.now())


@task()
def think_of_groups() -> None:
    """Where a language model reads the notes: many seconds of it, a moment at a time."""
    think(now=clock.now())


@task()
def forget_stranded_imports() -> None:
    forget_stranded(now=clock.now())
