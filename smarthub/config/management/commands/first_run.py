from typing import Any

from smarthub.config.first_run import FIRST_RUN
from smarthub.config.ready import NeedsTables
from smarthub.kit import clock
from smarthub.places import queries


class Command(NeedsTables):
    help = "Load the provinces and Smart Hub Udon Thani; a house that has a hub keeps it as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        is_new = not queries.hubs().exists()
        for load in FIRST_RUN:
            load(clock.now())
        if is_new and queries.hubs().exists():
            self.stdout.write("hub: Smart Hub, ตลาดปรีชา, is set up; hours, spaces and prices are an example to change.")
