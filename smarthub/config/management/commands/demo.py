from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from smarthub.config.demo import DEMOS
from smarthub.config.ready import NeedsTables
from smarthub.kit import clock


class Command(NeedsTables):
    help = "Add a fictional, marked year of life to look at and to measure on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, default=1, metavar="N", help="N times as much (default 1)")

    def handle(self, *args: Any, scale: int, **options: Any) -> None:
        if scale < 1:
            raise CommandError("--scale is a whole number from 1.")
        call_command("first_run", stdout=self.stdout)
        now = clock.now()
        for name, make in DEMOS.items():
            self.stdout.write(f"{name:<12}{make(scale, now)}")
        if not DEMOS:
            self.stdout.write("No floor has anything to show yet.")
