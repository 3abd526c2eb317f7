"""Whether this house may be sent visitors."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from smarthub.kit import heartbeat

_migrated = False


def what_is_wrong() -> list[str]:
    """Codes of what is not as it should be: 'database', 'migrations', 'worker'."""
    wrong = []
    try:
        if not _is_migrated():
            wrong.append("migrations")
    except DatabaseError:
        wrong.append("database")
    if not heartbeat.is_alive():
        wrong.append("worker")
    return wrong


def _is_migrated() -> bool:
    """Read the whole plan until it is empty once; after that only ask whether the database answers."""
    global _migrated
    if _migrated:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    executor = MigrationExecutor(connection)
    _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
