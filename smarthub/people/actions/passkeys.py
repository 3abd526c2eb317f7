"""Passkeys: added, used, removed."""

import hashlib
from datetime import datetime

from django.db import transaction
from fido2.webauthn import AttestedCredentialData

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Passkey, Person
from smarthub.people.rules import passkeys as rules


def mark_of(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


@transaction.atomic
def add_passkey(person: Person, public: AttestedCredentialData, *, name: str, now: datetime) -> Passkey:
    """Let this key sign the person in. Whether it is theirs, WebAuthn has proved (http/passkeys.py)."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if refusal := rules.why_not_add(Passkey.objects.filter(person=person).count()):
        raise Refused(refusal)
    mark = mark_of(public.credential_id)
    if Passkey.objects.filter(mark=mark).exists():
        raise Refused(rules.HERE_ALREADY)
    made = Passkey.objects.create(person=person, name=name.strip()[:80], mark=mark, public=bytes(public), made_at=now)
    journal.record("passkey-added", person.code, by=person, now=now)
    return made


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: Person, now: datetime) -> None:
    """From now on the key signs nobody in. Asked again, nothing changes."""
    if Passkey.objects.filter(pk=passkey.pk).delete()[0]:
        journal.record("passkey-removed", passkey.person.code, by=by, now=now)


def note_use(passkey: Passkey, *, now: datetime) -> None:
    Passkey.objects.filter(pk=passkey.pk).update(used_at=now)
