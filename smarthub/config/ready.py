"""Commands that need the tables say it in one sentence where these are not, or not yet, as the program expects them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_READY = "The database is not ready: ./hub run makes it and brings it up to date. If it is doing so now, ask again in a moment."


def behind() -> int:
    """How many migrations the database lacks; all of them in a house that was never started."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def answering() -> Iterator[None]:
    """What the database refuses is one sentence."""
    try:
        yield
    except DatabaseError as error:
        said = " ".join(str(error).split())
        raise CommandError(
            f"The database does not answer as it should ({said}). Is DATABASE_URL right? If ./hub run is bringing it up "
            "to date, ask again in a moment."
        ) from error


class NeedsTables(BaseCommand):
    """A command of `./hub` that asks the database. Who calls it from the program (prepare) has seen to the tables."""

    requires_migrations_checks = True

    def check_migrations(self) -> None:
        if not self._called_from_command_line:  # type: ignore[attr-defined] # of Django's, which its types leave out
            return
        with answering():
            is_ready = behind() == 0
        if not is_ready:
            raise CommandError(NOT_READY)
