"""`./hub reference`: write the pages of docs/reference that the code itself can tell."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from smarthub.config.reference import FOLDER, PAGES, stale, written


class Command(BaseCommand):
    help = "Write the reference pages that are made from the code; with --check say which are stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a page is stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        old = stale()
        if check and old:
            raise CommandError(f"stale: {', '.join(old)}; ./hub reference writes them anew")
        for name in old:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(written(name))
            self.stdout.write(f"wrote {(FOLDER / name).relative_to(FOLDER.parent.parent)}")
        if not old and not check:
            self.stdout.write(f"all {len(PAGES)} pages say what the code says")
