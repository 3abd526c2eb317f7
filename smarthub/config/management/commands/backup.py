from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from smarthub.config.backup import verbs
from smarthub.config.backup.archive import Unusable
from smarthub.config.ready import answering
from smarthub.kit import clock


class Command(BaseCommand):
    help = "Database and uploaded files in one file, taken while Smart Hub runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with answering():
                manifest = verbs.back_up(file, now=clock.now())
        except Unusable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        if options["verbosity"]:
            size = file.stat().st_size / 1_000_000
            self.stdout.write(f"{file}: {sum(manifest.rows.values())} rows, {len(manifest.files)} files, {size:.1f} MB")
