"""`./hub run` asks this before it serves: bring database, first data and static files up to this version."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from smarthub.config.address import keep_address
from smarthub.config.leash import on_leash
from smarthub.kit import clock


class Command(BaseCommand):
    help = "Bring the database, the first data and the static files up to this version; then say where to look."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--leash", action="store_true", help="end when standard input closes")

    def handle(self, *args: Any, leash: bool, **options: Any) -> None:
        if leash:
            on_leash()
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise SystemExit(f"hub: the database does not answer; is DATABASE_URL right? ({error})") from error
        self.migrate(now=clock.now())
        self.ask_if_there("first_run")
        collect_static_files()
        keep_address(settings.DATA, settings.SMARTHUB_URL)
        self.stdout.write(f"\nSmart Hub is at {settings.SMARTHUB_URL}/  (Ctrl-C ends it)")
        self.ask_if_there("first_host_link", on_start=True)
        self.stdout.flush()

    def migrate(self, *, now: datetime) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if executor.loader.applied_migrations:
            kept = Path(settings.DATA) / "backups" / f"before-migration-{now:%Y%m%d-%H%M%S}.zip"
            kept.parent.mkdir(mode=0o750, exist_ok=True)
            self.stdout.write(f"hub: the database must change; first a backup: {kept}")
            call_command("backup", str(kept), verbosity=0)
        self.stdout.write("hub: bringing the database up to date ...")
        call_command("migrate", interactive=False, verbosity=0)

    def ask_if_there(self, command: str, **options: bool) -> None:
        if command in get_commands():
            call_command(command, stdout=self.stdout, **options)


def collect_static_files() -> None:
    """Copy, name by content and compress; only when a file has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    note, wanted = root / ".collected", state_of_static_files()
    if note.exists() and note.read_text() == wanted:
        return
    note.unlink(missing_ok=True)  # whoever ends it in the middle leaves no note of files that are not there
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(wanted)


def state_of_static_files() -> str:
    state = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            state.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return state.hexdigest()
