"""Signed links: an address that carries a key made from a reference and the house's secret, as a paper ticket does."""

import base64
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from smarthub.bookings.models import Booking, Guest, Wait


def signed(salt: str, what: str) -> str:
    digest = salted_hmac(f"smarthub.bookings.{salt}", what, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:15]).decode()


def key_of(booking: Booking) -> str:
    """The key that opens this booking without an account; the same as long as the house keeps its secret."""
    return signed("key", booking.ref)


def link_to(booking: Booking, name: str = "booking") -> str:
    """The path of a booking's page (or of another address of it: "booking-ics") with its key."""
    return f"{reverse(f'bookings:{name}', kwargs={'ref': booking.ref})}?{urlencode({'key': key_of(booking)})}"


def key_of_wait(wait: Wait) -> str:
    return signed("wait", wait.ref)


def is_key_of_wait(wait: Wait, key: str) -> bool:
    return constant_time_compare(key, key_of_wait(wait))


def link_to_wait(wait: Wait, name: str = "wait") -> str:
    """The path of the page of somebody who waits, with its key."""
    return f"{reverse(f'bookings:{name}', kwargs={'ref': wait.ref})}?{urlencode({'key': key_of_wait(wait)})}"


def key_of_guest(guest: Guest) -> str:
    return signed("guest", guest.ref)


def is_key_of_guest(guest: Guest, key: str) -> bool:
    return constant_time_compare(key, key_of_guest(guest))


def link_to_guest(guest: Guest) -> str:
    """The path of a guest's own page, with its key: it opens nothing else of the booking."""
    return f"{reverse('bookings:guest', kwargs={'ref': guest.ref})}?{urlencode({'key': key_of_guest(guest)})}"


def whole(path: str) -> str:
    """A path as the address that people outside may follow."""
    return f"{settings.SMARTHUB_URL}{path}"
