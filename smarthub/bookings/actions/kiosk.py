"""Tablets by the door: a code made, a tablet paired with it, and sent away again."""

import secrets
from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import Kiosk
from smarthub.bookings.rules.kiosk import CODE_LASTS, WRONG_CODE
from smarthub.journal import actions as journal
from smarthub.kit.codes import ALPHABET, tidy
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.queries import hash_of
from smarthub.places.models import Hub

CODE_LENGTH = 6


@transaction.atomic
def make_code(hub: Hub, *, name: str, by: Person, now: datetime) -> tuple[Kiosk, str]:
    """A kiosk that waits for its tablet, and the code to type there. Codes that nobody used in time go."""
    Kiosk.objects.filter(hub=hub, paired_at=None, code_until__lte=now).delete()
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    kiosk = Kiosk.objects.create(
        hub=hub, name=name.strip(), code_hash=hash_of(code), code_until=now + CODE_LASTS, made_at=now, made_by=by
    )
    journal.record("kiosk-code-made", kiosk.ref, hub=hub.slug, by=by, now=now)
    return kiosk, code


@transaction.atomic
def pair(code: str, *, key: str, now: datetime) -> Kiosk:
    """Give the kiosk of this code the key that its tablet has drawn. The same tablet may ask again; one that never heard
    the answer and is told another code is that kiosk from then on, and the one before is sent away.
    """
    waiting = Kiosk.objects.select_for_update(of=("self",)).select_related("hub")
    kiosk = waiting.filter(code_hash=hash_of(tidy(code)), revoked_at=None).order_by("-pk").first()
    if kiosk and kiosk.key_hash == hash_of(key):
        return kiosk
    if kiosk is None or kiosk.key_hash or kiosk.code_until <= now:
        raise Refused(WRONG_CODE)
    before = Kiosk.objects.filter(key_hash=hash_of(key))
    before.filter(revoked_at=None).update(revoked_at=now, revoked_by=kiosk.made_by)
    before.update(key_hash=hash_of(secrets.token_urlsafe(32)))  # of nobody
    kiosk.key_hash, kiosk.paired_at, kiosk.seen_at = hash_of(key), now, now
    kiosk.save(update_fields=["key_hash", "paired_at", "seen_at"])
    journal.record("kiosk-paired", kiosk.ref, hub=kiosk.hub.slug, by=None, now=now)
    return kiosk


@transaction.atomic
def revoke(kiosk: Kiosk, *, by: Person, now: datetime) -> Kiosk:
    """From now on nothing of this tablet is taken. Asked again, it answers the same."""
    kiosk = Kiosk.objects.select_for_update(of=("self",)).select_related("hub").get(pk=kiosk.pk)
    if kiosk.revoked_at is None:
        kiosk.revoked_at, kiosk.revoked_by = now, by
        kiosk.save(update_fields=["revoked_at", "revoked_by"])
        journal.record("kiosk-revoked", kiosk.ref, hub=kiosk.hub.slug, by=by, now=now)
    return kiosk
