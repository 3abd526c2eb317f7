"""Passkeys as verbs: kept once, at most ten, removed once. In a browser: test_passkey_story.py."""

from datetime import UTC, datetime, timedelta

import pytest
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData

from smarthub.journal.models import Entry
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.passkeys import add_passkey, mark_of, note_use, remove_passkey
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db


def public(number: int) -> AttestedCredentialData:
    key = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    return AttestedCredentialData.create(Aaguid.NONE, bytes([number]) * 16, key)


def test_a_key_is_kept_once_used_and_removed_once():
    mali = make_person("Mali")
    made = add_passkey(mali, public(1), name=" phone ", now=NOW)
    assert made.name == "phone"
    assert queries.passkey_marked(mark_of(public(1).credential_id)) == made
    with pytest.raises(Refused, match="passkey-here"):
        add_passkey(make_person(), public(1), name="", now=NOW)
    note_use(made, now=LATER)
    assert queries.passkeys_of(mali).get().used_at == LATER
    for _time in range(2):
        remove_passkey(made, by=mali, now=LATER)
    assert not queries.passkeys_of(mali)
    assert Entry.objects.filter(verb="passkey-removed").count() == 1


def test_the_eleventh_is_refused():
    mali = make_person("Mali")
    for number in range(10):
        add_passkey(mali, public(number), name="x", now=NOW)
    with pytest.raises(Refused, match="passkeys-enough"):
        add_passkey(mali, public(10), name="x", now=NOW)


@pytest.mark.parametrize("address", ["/me/sign-in/", "/me/ways/passkeys/"])
def test_the_begin_of_a_passkey_is_not_asked_for_without_end(client, address):
    if "ways" in address:
        client.force_login(make_person("Mali", joined_at=NOW))
    with clock.stopped_at(NOW):
        for _time in range(60):
            assert "publicKey" in client.post(address, {"way": "passkey", "begin": "1"}).json()
        answer = client.post(address, {"way": "passkey", "begin": "1"})
    assert (answer.status_code, "publicKey" in answer.json()) == (429, False)
    with clock.stopped_at(LATER):
        assert client.post(address, {"way": "passkey", "begin": "1"}).status_code == 200
