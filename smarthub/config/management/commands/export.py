from typing import Any

from django.core.management.base import CommandParser

from smarthub.config.imports import KINDS
from smarthub.config.ready import NeedsTables


class Command(NeedsTables):
    help = "Write a kind as CSV that `./hub import` takes back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument(
            "--excel", action="store_true", help="begin with the mark by which Excel knows Thai letters"
        )

    def handle(self, *args: Any, kind: str, excel: bool, **options: Any) -> None:
        self.stdout.write(("\ufeff" if excel else "") + KINDS[kind].give(), ending="")
