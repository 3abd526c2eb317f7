"""`./hub translations`: bring the Thai catalogues up to date, or say what is missing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from smarthub.look import catalogues


class Command(BaseCommand):
    help = "Update the Thai translation catalogues from the sources (no gettext binary needed)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("packages", nargs="*", help="only these packages (default: every one)")
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if Thai is missing or stale")
        parser.add_argument("--missing", action="store_true", help="print what has no Thai yet, as JSON to fill in")
        parser.add_argument(
            "--fill", type=Path, metavar="FILE.json", help="add the Thai of a JSON object {English: Thai}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["missing"]:
            self.stdout.write(json.dumps(catalogues.missing(only=options["packages"]), ensure_ascii=False, indent=2))
            return
        if not options["check"]:
            thai = catalogues.read_thai(options["fill"]) if options["fill"] else None
            for path in catalogues.update(thai=thai, only=options["packages"]):
                self.stdout.write(f"updated {path.relative_to(catalogues.ROOT.parent)}")
        chosen = options["packages"]
        found = [problem for problem in catalogues.problems() if not chosen or problem.package in chosen]
        for problem in found:
            self.stdout.write(str(problem))
        if found and options["check"]:
            raise CommandError(f"{len(found)} translations to look at")
        self.stdout.write(f"{len(found)} translations to look at" if found else "All texts have their Thai.")
