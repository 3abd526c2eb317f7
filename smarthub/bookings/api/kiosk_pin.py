"""Who stands before a tablet with a phone number and a PIN. Only the house knows that, so it needs the network."""

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings.api.kiosk import EXPECTED, kiosk_of
from smarthub.bookings.api.shapes import PROBLEMS, REFUSED
from smarthub.bookings.queries import kiosk as asking
from smarthub.bookings.rules.kiosk_pass import pass_for
from smarthub.kit import clock
from smarthub.kit.api import Invalid, Text, answer, described, refused
from smarthub.kit.forms import read_phone
from smarthub.kit.refusals import Refused
from smarthub.people.actions.pins import person_with_pin

router = Router(tags=["kiosk"])


class PersonIn(Schema):
    phone: Annotated[Text, Field(min_length=1, max_length=30)]
    pin: Annotated[Text, Field(min_length=1, max_length=12)]


class KnownPersonOut(Schema):
    said: str = Field(
        description="tell it with what they do, within five minutes; it stands for the number and the PIN"
    )
    found: dict[str, Any]


PERSON = {"said": "pin.k3m8p2qd.1795402200.f3Vq0m1n7a_bC2dE4gHi", "found": EXPECTED}


@router.put(
    "/kiosk/person",
    summary="Who has this number and this PIN?",
    response={200: KnownPersonOut, **PROBLEMS},
    openapi_extra=described(gives=PERSON, takes={"phone": "081 234 5678", "pin": "482915"}, others={422: REFUSED}),
)
def person(request: HttpRequest, wish: PersonIn) -> HttpResponse:
    """Their booking that is meant now, or that they are known. Nobody's name is answered. Wrong ones are counted for this
    kiosk alone, as for a network address.
    """
    kiosk, now = kiosk_of(request), clock.now()
    try:
        phone = read_phone(wish.phone)
    except ValidationError as error:
        raise Invalid({"phone": error.messages[0]}) from error
    try:
        found = person_with_pin(phone, wish.pin, place=f"kiosk:{kiosk.ref}", now=now)
    except Refused as error:
        return answer(*refused(error.refusal))
    told = asking.seen(kiosk, asking.of_person(kiosk.hub, found, at=now))
    return answer(
        200, {"said": pass_for(kiosk.hub, found, now=now), "found": told}, headers={"Cache-Control": "no-store"}
    )
