from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from smarthub.config.imports import KINDS
from smarthub.config.ready import NeedsTables
from smarthub.kit import clock
from smarthub.kit.refusals import Refused


class Command(NeedsTables):
    help = "Take in a CSV file: all its rows, or none and what is wrong with each bad one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="change nothing; say what would happen")

    def handle(self, *args: Any, kind: str, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        with translation.override("en"):
            try:
                report = KINDS[kind].take(data, dry_run=dry_run, now=clock.now())
            except Refused as refused:
                raise CommandError(refused.refusal.in_full) from refused
        for name in report.passed_over:
            self.stdout.write(f"The column {name} is not known and was passed over.")
        for fault in report.faults:
            self.stdout.write(f"line {fault.line}: {fault.sentence}")
        if report.faults:
            raise CommandError(f"{len(report.faults)} of {report.rows} rows cannot be taken in; nothing was changed.")
        for each in report.left_out:
            self.stdout.write(f"line {each.line} was passed over: {each.sentence}")
        done = "Would be" if dry_run else "Done:"
        self.stdout.write(f"{done} {report.added} added, {report.changed} changed, {report.same} as before.")
