"""Phone number and PIN: set, tried, rested, lifted, ended."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from smarthub.journal import actions as journal
from smarthub.kit.limits import forgive, forgive_all, is_spent, must_wait, too_often
from smarthub.kit.refusals import Refused
from smarthub.kit.uniqueness import broken_constraint
from smarthub.people import queries
from smarthub.people.models import Person, Pin
from smarthub.people.rules import pins as rules


def set_pin(
    person: Person,
    *,
    phone: str,
    pin: str,
    by: Person,
    by_runs_a_hub: bool = False,
    person_runs_a_hub: bool = False,
    mail_is_sent: bool = False,
    now: datetime,
    hub: str = "",
) -> Pin:
    """Let a person sign in with this phone number (E.164) and this PIN; an earlier pair ends.

    Who runs a hub is known to the floor above, which says it for both.
    """
    refusal = rules.why_not_set(
        person,
        by=by,
        by_runs_a_hub=by_runs_a_hub,
        person_runs_a_hub=person_runs_a_hub,
        mail_is_sent=mail_is_sent,
    )
    if refusal := refusal or rules.why_not_pin(pin, phone):
        raise Refused(refusal)
    kept = {"phone": phone, "hash": make_password(pin), "made_at": now, "made_by": by}
    try:
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=person.pk)
            made, _ = Pin.objects.update_or_create(person=person, defaults=kept)
            journal.record("pin-set", person.code, by=by, now=now, hub=hub)
    except IntegrityError as error:
        if broken_constraint(error) != "pin_phone_once":
            raise
        raise Refused(rules.PHONE_TAKEN) from error
    forgive_all(queries.pin_tries(phone))
    return made


def person_with_pin(phone: str, pin: str, *, place: str, now: datetime) -> Person:
    """Who signs in with this number (E.164) and PIN, asked from this network address. Raises Refused: `wrong-pin`,
    `pin-waits`, `pin-locked` or `too-often-here`, alike for known and unknown numbers, after the same time.

    Who comes in is forgiven what was tried from their own place; what was tried elsewhere stands.
    """
    limit, window = rules.PER_PLACE
    if too_often(f"pin:place:{place}"[:160], limit=limit, window=window, now=now):
        raise Refused(rules.TOO_OFTEN)
    limit, window = rules.EVERYWHERE
    everywhere = queries.pin_tries(phone, "all")
    if is_spent(everywhere, limit=limit, window=window, now=now):
        raise Refused(rules.LOCKED)
    here = queries.pin_tries(phone, f"at:{place}")
    if wait := must_wait(here, rules.WAITS, now=now):
        raise Refused(rules.wait_first(wait))
    kept = Pin.objects.select_related("person").filter(phone=phone, person__erased_at=None).first()
    is_right = check_password(pin, kept.hash if kept else _nobodys())
    if kept is None or not is_right:
        too_often(everywhere, limit=limit, window=window, now=now)
        raise Refused(rules.WRONG)
    forgive(here)
    return kept.person


@cache
def _nobodys() -> str:
    """The hash of a PIN that nobody has: an unknown number takes as long as a known one."""
    return make_password("nobody's PIN")


def lift_lock(person: Person, *, by: Person, by_runs_a_hub: bool, now: datetime, hub: str = "") -> None:
    """Let the person try again at once. Asked again, nothing changes."""
    if refusal := rules.why_not_set(person, by=by, by_runs_a_hub=by_runs_a_hub):
        raise Refused(refusal)
    pin = queries.pin_of(person)
    if pin and queries.is_pin_locked(pin, now=now):
        forgive_all(queries.pin_tries(pin.phone))
        journal.record("pin-lock-lifted", person.code, by=by, now=now, hub=hub)


@transaction.atomic
def end_pin(person: Person, *, by: Person, by_runs_a_hub: bool = False, now: datetime, hub: str = "") -> None:
    """The number and its PIN sign nobody in any more. Asked again, nothing changes."""
    if refusal := rules.why_not_set(person, by=by, by_runs_a_hub=by_runs_a_hub):
        raise Refused(refusal)
    if Pin.objects.filter(person=person).delete()[0]:
        journal.record("pin-ended", person.code, by=by, now=now, hub=hub)
