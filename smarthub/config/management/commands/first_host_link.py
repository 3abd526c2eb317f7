"""The way in for the first host: `./hub run` prints it until somebody who runs the place has signed in."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.db import transaction

from smarthub.config.ready import NeedsTables
from smarthub.kit import clock
from smarthub.people.actions.join import make_admin
from smarthub.people.actions.links import hand_out_first_link
from smarthub.people.actions.welcome import welcome
from smarthub.people.http.links import address_of
from smarthub.people.models import Person
from smarthub.people.rules import names
from smarthub.places.actions.hub import appoint_host
from smarthub.places.models import Host, Hub


class Command(NeedsTables):
    help = "Print a one-time link for the first host of the house; nothing once a host has signed in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on-start", action="store_true", help="nothing either while a named host's link is unused"
        )

    def handle(self, *args: Any, on_start: bool = False, **options: Any) -> None:
        hub, now = Hub.objects.order_by("pk").first(), clock.now()
        if somebody_runs_it() or (on_start and somebody_has_a_link(now=now)):
            return
        with transaction.atomic():
            host = first_host(hub, now=now) if hub else first_admin(now=now)
            secret = hand_out_first_link(host, now=now)
        self.stdout.write("The first host signs in once with this link, within 7 days:")
        self.stdout.write(address_of(secret))


def somebody_runs_it() -> bool:
    """Whether an admin, or a host of any hub, has ever signed in."""
    hosts = Host.objects.filter(until=None, person__joined_at__isnull=False)
    return hosts.exists() or Person.objects.filter(admin_since__isnull=False, joined_at__isnull=False).exists()


def somebody_has_a_link(*, now: datetime) -> bool:
    """Whether `./hub open_hub` has printed a link for its host that still opens: another one would end it.

    The hub that the first start brings is an example as long as nobody has signed in: for its host each start makes a new one.
    """
    hosts = Host.objects.filter(until=None, hub__is_example=False)
    return hosts.filter(person__links__used_at=None, person__links__expires_at__gt=now).exists()


def first_host(hub: Hub, *, now: datetime) -> Person:
    """The person for whom the link is made: the one of last time, or a new one who runs the hub and the house."""
    waiting = Host.objects.select_related("person").filter(hub=hub, until=None).order_by("pk").first()
    person = waiting.person if waiting else welcome(name=names.stand_in(names.FIRST_HOST, "th"))
    if waiting is None:
        appoint_host(hub, person, by=None, now=now)
    return make_admin(person, by=None, now=now)


def first_admin(*, now: datetime) -> Person:
    """For a house without any hub yet: the person who will open one."""
    waiting = Person.objects.filter(admin_since__isnull=False, joined_at=None).order_by("pk").first()
    return waiting or make_admin(welcome(name=names.stand_in(names.FIRST_HOST, "th")), by=None, now=now)
