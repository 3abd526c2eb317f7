"""Who somebody is by a card or a phone number; what ways to sign in a person has."""

from datetime import datetime

from smarthub.kit.limits import any_waits, is_spent
from smarthub.people.models import Card, Person, Pin
from smarthub.people.queries.keys import hash_of
from smarthub.people.rules import cards as rules
from smarthub.people.rules.pins import EVERYWHERE, WAITS


def person_of_card(secret: str, *, at: datetime) -> Person | None:
    """Who this card is of, if it counted at that moment. `http.cards.secret_in` takes the secret out of what was scanned."""
    card = Card.objects.select_related("person").filter(hash=hash_of(secret)).first()
    return card.person if card and rules.is_good(card, at=at) else None


def card_of(person: Person) -> Card | None:
    """The card of this person that opens now."""
    return Card.objects.filter(person=person, revoked_at=None).first()


def pin_of(person: Person) -> Pin | None:
    return Pin.objects.filter(person=person).first()


def pin_tries(phone: str, place: str = "") -> str:
    """The name under which wrong PINs for this number are counted, from one place or ("") how those of all places begin;
    it does not say the number.
    """
    return f"pin:{hash_of(phone)[:32]}:{place}"[:160]


def is_pin_locked(pin: Pin, *, now: datetime) -> bool:
    """Whether a try with this number would have to wait, wherever it is made."""
    limit, window = EVERYWHERE
    everywhere = is_spent(pin_tries(pin.phone, "all"), limit=limit, window=window, now=now)
    return everywhere or any_waits(pin_tries(pin.phone, "at:"), WAITS, now=now)
