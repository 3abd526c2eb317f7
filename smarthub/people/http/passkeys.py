"""WebAuthn between the browser and the house: what is asked, and whether the answer is true.

A passkey belongs to the name under which the house is open; a bare number (http://192.168.1.5) has none, and there the
page does not offer it. What was asked waits in the session and is used up by the first answer.
"""

import json
import struct
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.passkeys import add_passkey, mark_of, note_use
from smarthub.people.http.sign_in import network_address
from smarthub.people.models import Passkey, Person
from smarthub.people.rules.passkeys import BEGUN, NOT_TAKEN, TOO_OFTEN

_ASKED = "passkey"
_NONSENSE = (ValueError, TypeError, KeyError, IndexError, struct.error)  # what reading a made-up answer ends with


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(name="Smart Hub", id=request.get_host().partition(":")[0])
    return Fido2Server(entity, verify_origin=lambda said: said == origin)


def _count(who: str, *, now: datetime) -> None:
    limit, window = BEGUN
    if too_often(f"passkey:{who}"[:160], limit=limit, window=window, now=now):
        raise Refused(TOO_OFTEN)


def begun(ask: Callable[[], dict[str, Any]]) -> JsonResponse:
    """What was asked for, for the page's script; too often, and it says that on the page."""
    try:
        return JsonResponse(ask())
    except Refused as refused:
        return JsonResponse({"said": refused.refusal.in_full}, status=429)


def ask_for_new(request: HttpRequest, person: Person, *, now: datetime) -> dict[str, Any]:
    """What the browser needs to make a key for this person. Raises Refused when it was asked for too often."""
    _count(f"person:{person.code}", now=now)
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=person.code.encode(), name=person.email or person.name, display_name=person.name
        ),
        [AttestedCredentialData(bytes(each.public)) for each in queries.passkeys_of(person)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_ASKED] = state
    return dict(options)


def take_new(request: HttpRequest, person: Person, *, name: str, now: datetime) -> Passkey:
    """Keep the key that the browser made. Raises Refused."""
    state, answer = request.session.pop(_ASKED, None), _answer(request)
    try:
        data = _server(request).register_complete(state, answer) if state else None
    except _NONSENSE as error:
        raise Refused(NOT_TAKEN) from error
    if data is None or data.credential_data is None:
        raise Refused(NOT_TAKEN)
    return add_passkey(person, data.credential_data, name=name, now=now)


def ask_who(request: HttpRequest, *, now: datetime) -> dict[str, Any]:
    """What the browser needs to show the keys that it has for this house. Raises Refused when it was asked for too often."""
    _count(f"place:{network_address(request)}", now=now)
    options, state = _server(request).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    request.session[_ASKED] = state
    return dict(options)


def who_answers(request: HttpRequest, *, now: datetime) -> Person:
    """Who signs in with the key that the browser used. Raises Refused, alike for an unknown key and a false answer."""
    state, answer = request.session.pop(_ASKED, None), _answer(request)
    try:
        passkey = queries.passkey_marked(mark_of(websafe_decode(str(answer.get("rawId", "")))))
        if state is None or passkey is None:
            raise Refused(NOT_TAKEN)
        known = AttestedCredentialData(bytes(passkey.public))
        _server(request).authenticate_complete(state, [known], answer)
    except _NONSENSE as error:
        raise Refused(NOT_TAKEN) from error
    note_use(passkey, now=now)
    return passkey.person


def _answer(request: HttpRequest) -> Mapping[str, Any]:
    try:
        answer = json.loads(request.POST.get("credential", ""))
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
