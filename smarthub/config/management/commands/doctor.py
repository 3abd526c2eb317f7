from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from smarthub.config.doctor import EXAMINERS, NEEDS_DATABASE
from smarthub.kit import heartbeat
from smarthub.kit.reach import is_only_here

FOR_PHONES = "HOST=0.0.0.0 SMARTHUB_URL=http://YOUR-ADDRESS:8000 ./hub run"


class Command(BaseCommand):
    help = "Is everything well? Plain sentences; exit 1 if something is wrong."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        is_ready = True
        for name, examine in EXAMINERS.items():
            if name in NEEDS_DATABASE and not is_ready:
                self.stdout.write(f"{name:<12}not asked: the database is not ready")
                continue
            faults = list(examine())
            if faults and name in {"database", "migrations"}:
                is_ready = False
            self.stdout.write(f"{name:<12}{'WRONG' if faults else 'well'}")
            for fault in faults:
                self.stdout.write(f"    {fault}")
            wrong += len(faults)
        if not heartbeat.is_house_open():
            self.stdout.write("Smart Hub is not running at the moment: ./hub run starts it.")
        if is_only_here(settings.SMARTHUB_URL):
            self.stdout.write(f"QR codes and links lead to this computer only. For phones: {FOR_PHONES}")
        if wrong:
            raise CommandError(f"{wrong} thing{'s are' if wrong > 1 else ' is'} wrong.")
        self.stdout.write("All is well.")
