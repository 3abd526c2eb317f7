"""`./hub open_hub NAME --province CODE …`: another hub, ready to be booked, and the way in for its host."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.urls import reverse

from smarthub.config.management.commands.first_host_link import somebody_runs_it
from smarthub.config.ready import NeedsTables, answering
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.actions.join import make_admin
from smarthub.people.actions.links import hand_out_first_link
from smarthub.people.actions.welcome import welcome
from smarthub.people.http.links import address_of
from smarthub.people.rules import names
from smarthub.places.actions.first_run import load_provinces
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.new_hub import NewHub, open_hub
from smarthub.places.forms import NewHubForm


class Command(NeedsTables):
    help = "Open a hub: name, place, hours, a sample plan, prices; prints its address and a one-time link for its host."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="its name in Thai")
        parser.add_argument("--name-en", default="", help="its name in English; its address on the net is made of it")
        parser.add_argument("--province", required=True, help="two digits, as 40 for Khon Kaen")
        parser.add_argument("--address", default="", help="street and number")
        parser.add_argument("--phone", default="")
        parser.add_argument(
            "--days", default="12345", help="open on these days, 1 is Monday, 8 public holidays (default: 12345)"
        )
        parser.add_argument("--opens", default="09:00")
        parser.add_argument("--closes", default="18:00")
        parser.add_argument("--plan", default="shop", help=", ".join(SAMPLES))
        parser.add_argument("--seat", default="", help="baht an hour; left out it is free of charge")
        parser.add_argument("--room", default="", help="baht an hour; left out it is free of charge")
        parser.add_argument("--host", default="", help="name of the first host")

    def check_migrations(self) -> None:
        with answering():
            if "django_migrations" not in connection.introspection.table_names():  # a house that was never started
                call_command("migrate", interactive=False, verbosity=0)
        super().check_migrations()

    def handle(self, *args: Any, **options: Any) -> None:
        load_provinces()
        now, wish = clock.now(), self._wish(options)
        try:
            with transaction.atomic():
                host = welcome(name=options["host"].strip() or names.stand_in(names.FIRST_HOST, "th"))
                hub = open_hub(wish, host=host, by=None, now=now)
                if not somebody_runs_it():  # the first way into the house is its admin's
                    make_admin(host, by=None, now=now)
                secret = hand_out_first_link(host, now=now)
        except Refused as refused:
            raise CommandError(refused.refusal.in_full) from refused
        self.stdout.write(f"{settings.SMARTHUB_URL}{reverse('frontdoor:hub', args=[hub.slug])}")
        self.stdout.write("The host signs in once with this link, within 7 days:")
        self.stdout.write(address_of(secret))

    def _wish(self, options: dict[str, Any]) -> NewHub:
        """The same form as the page's, so that the same sentences answer."""
        form = NewHubForm(
            {
                "name_th": options["name"],
                "name_en": options["name_en"],
                "province": options["province"],
                "address_th": options["address"],
                "phone": options["phone"],
                "days": [int(day) - 1 for day in options["days"] if day.isdecimal()],
                "opens": options["opens"],
                "closes": options["closes"],
                "plan": options["plan"],
                "seat_satang": options["seat"],
                "room_satang": options["room"],
            }
        )
        if not form.is_valid():
            raise CommandError(
                "\n".join(f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items())
            )
        return form.wish()
