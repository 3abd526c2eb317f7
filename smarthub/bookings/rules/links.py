"""Signed links: an address that carries a key made from a reference and the house's secret, as a paper ticket does."""

import base64
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from smarthub.bookings.models import Booking, Guest, Wait
from smarthub.people.models import Person

# A salt for each kind, so that the key of one opens nothing of another.
SALTS: dict[type[Booking | Guest | Wait], str] = {Booking: "key", Guest: "guest", Wait: "wait"}


def signed(salt: str, what: str, *, ended: int = 0) -> str:
    """`ended`: how often somebody ended the link; one that never was has the key that it always had."""
    what = f"{what}.{ended}" if ended else what
    digest = salted_hmac(f"smarthub.bookings.{salt}", what, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:15]).decode()


def key_of(thing: Booking | Guest | Wait) -> str:
    """The key that opens it without an account; the same as long as the house keeps its secret, and until somebody ends
    the link of a booking: then there is another.
    """
    ended = thing.links_ended if isinstance(thing, Booking) else 0
    return signed(SALTS[type(thing)], thing.ref, ended=ended)


def is_key_of(thing: Booking | Guest | Wait, key: str) -> bool:
    return constant_time_compare(key, key_of(thing))


def feed_key_of(person: Person) -> str:
    """The key of a person's own calendar; until they end it: then there is another."""
    return signed("feed", person.code, ended=person.links_ended)


def is_feed_key_of(person: Person, key: str) -> bool:
    return constant_time_compare(key, feed_key_of(person))


def link_to(thing: Booking | Guest | Wait, name: str = "") -> str:
    """The path of its page, or of another address of it (of a booking: "ics"), with its key."""
    path = reverse(f"bookings:{name or thing._meta.model_name}", kwargs={"ref": thing.ref})
    return f"{path}?{urlencode({'key': key_of(thing)})}"


def whole(path: str) -> str:
    """A path as the address that people outside may follow."""
    return f"{settings.SMARTHUB_URL}{path}"
