from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from smarthub.config.backup import verbs
from smarthub.config.backup.archive import Unusable


class Command(BaseCommand):
    help = "Bring a backup back, into an empty place or, if told, in place of what is here."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="the data that is here now is lost")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = verbs.restore(file, replace=replace)
        except Unusable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored what was backed up at {manifest.made_at}: {sum(manifest.rows.values())} rows and "
            f"{len(manifest.files)} files, counted again and equal."
        )
