"""What a tablet is given where a phone number and its PIN were right: a mark that says who stands there, for a few minutes.

Neither the number nor the PIN is kept on the tablet, and the mark is of no use elsewhere: it counts at this hub, told by
one of its kiosks, for what happens within minutes. Told late, it is judged by when it happened.
"""

import base64
import re
from datetime import UTC, datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from smarthub.kit.codes import ALPHABET, LENGTH
from smarthub.people.models import Person
from smarthub.places.models import Hub

LASTS = timedelta(minutes=5)
SKEW = timedelta(minutes=1)  # by which a tablet's clock may have been corrected meanwhile
_PASS = re.compile(rf"(pin\.([{ALPHABET}]{{{LENGTH}}})\.)(\d{{10}})\.([A-Za-z0-9_-]{{20}})")


def pass_for(hub: Hub, person: Person, *, now: datetime) -> str:
    seconds = int(now.timestamp())
    return f"pin.{person.code}.{seconds}.{_seal(hub, person.code, seconds)}"


def code_in(hub: Hub, said: str, *, at: datetime) -> str:
    """The code of the person whom this mark was given for; "" where it is none, of another hub, or not of that moment."""
    found = _PASS.fullmatch(said)
    if found is None or not constant_time_compare(found[4], _seal(hub, found[2], int(found[3]))):
        return ""
    given = datetime.fromtimestamp(int(found[3]), UTC)
    return found[2] if given - SKEW <= at <= given + LASTS else ""


def is_pass(said: str) -> bool:
    return _PASS.fullmatch(said) is not None


def of_whom(said: str) -> str:
    """What two marks of one person have in common; "" for what is no mark."""
    found = _PASS.fullmatch(said)
    return found[1] if found else ""


def for_a_host(said: str) -> str:
    """What was shown at a kiosk, as a host can look it up: for a mark the code of its person."""
    found = _PASS.fullmatch(said)
    return found[2] if found else said


def _seal(hub: Hub, code: str, seconds: int) -> str:
    digest = salted_hmac("smarthub.bookings.kiosk-pass", f"{hub.slug} {code} {seconds}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:15]).decode()
