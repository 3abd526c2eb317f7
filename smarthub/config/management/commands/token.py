"""`./hub token EMAIL --scopes all`: a key for a program of this person."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation

from smarthub.config.ready import NeedsTables
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.tokens import make_token
from smarthub.people.actions.welcome import welcome_with
from smarthub.people.rules.listed import validate_longest
from smarthub.people.rules.scopes import ALL, SCOPES

LONGEST_NAME = 80


class Command(NeedsTables):
    help = "Print a new API token once, alone on the last line. The person is made if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--scopes", default=ALL, help=f"`{ALL}`, or some of: {', '.join(SCOPES)}")
        parser.add_argument("--name", default="", help="what the token is for")

    def handle(self, *args: Any, email: str, scopes: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            validate_longest(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        if len(name) > LONGEST_NAME:
            raise CommandError(f"--name has at most {LONGEST_NAME} letters.")
        now = clock.now()
        try:
            with transaction.atomic():
                person = queries.person_with(email) or welcome_with(email)
                secret = make_token(person, scopes=scopes, name=name, by=None, now=now)
        except Refused as refused:
            with translation.override("en"):
                raise CommandError(refused.refusal.in_full) from refused
        self.stdout.write(secret)
