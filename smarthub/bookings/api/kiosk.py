"""What a paired tablet tells and asks. Its key is its own: drawn on the tablet, sent with the code once, then as Bearer."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings.actions.kiosk import pair
from smarthub.bookings.actions.take_entry import Told, take_entry
from smarthub.bookings.api.shapes import PROBLEMS, REFUSED
from smarthub.bookings.models import Kiosk
from smarthub.bookings.queries import kiosk as asking
from smarthub.bookings.rules.kiosk import LOOKS, MOST, TOO_MANY, TOO_MANY_LOOKS, TRIES
from smarthub.kit import clock
from smarthub.kit.api import Answer, Moment, Problem, Text, answer, described, moment, post, refused
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people.http.sign_in import network_address
from smarthub.places import queries as places

SEEN = timedelta(minutes=1)
NO_KIOSK = _("This key belongs to no tablet, or the tablet was unpaired.")

opening = Router(tags=["kiosk"])
router = Router(tags=["kiosk"])


class KioskKey:
    """Authorization: Bearer <the key that the tablet drew>."""

    openapi_security_schema = {"type": "http", "scheme": "bearer", "description": "the key of a paired kiosk"}

    def __call__(self, request: HttpRequest) -> Kiosk | None:
        scheme, _blank, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            return None
        kiosk = asking.kiosk_with(key.strip())
        if kiosk is None:
            raise Problem("sign-in", NO_KIOSK, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        now = clock.now()
        if kiosk.seen_at is None or now - kiosk.seen_at > SEEN:
            Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=now)
        return kiosk


def kiosk_of(request: HttpRequest) -> Kiosk:
    return cast(Kiosk, request.auth)  # type: ignore[attr-defined]


class PairingIn(Schema):
    code: Annotated[Text, Field(min_length=1, max_length=20)]
    key: Annotated[str, Field(min_length=32, max_length=100, pattern=r"^[!-~]+$")]


class KioskOut(Schema):
    kiosk: str
    hub: str
    name: dict[str, str] = Field(description="the hub's name, by language")
    now: Moment
    expected: list[dict[str, Any]] = Field(description="marks, times and places of who is expected; no name")


class EntryIn(Schema):
    mark: UUID
    number: Annotated[int, Field(ge=1, le=2_000_000_000)]
    kind: Literal["check-in", "come", "leave"]
    at: Moment
    people: Annotated[int, Field(ge=1, le=MOST, strict=True)] = 1
    said: Annotated[Text, Field(max_length=300)] = ""


class EntriesIn(Schema):
    sent_at: Moment = Field(description="the tablet's own clock as it sends: so a wrong clock tells right times")
    entries: Annotated[list[EntryIn], Field(min_length=1, max_length=50)]


class EntryOut(Schema):
    mark: UUID
    conflict: str = Field(description="empty, or why a host will look at it")


class EntriesOut(Schema):
    taken: list[EntryOut]


class LookIn(Schema):
    said: Annotated[Text, Field(min_length=1, max_length=300)]


class LookOut(Schema):
    found: dict[str, Any] | None


MARK = "5d0b1c1e-5a50-4d2f-9a42-0b9f4f1c2d3e"
EXPECTED = {
    "marks": ["9f86d081884c7d659a2feaa0c55ad015"],
    "from": "2026-11-23T09:45:00+07:00",
    "until": "2026-11-23T12:00:00+07:00",
    "people": 1,
    "state": "expected",
    "said": {"th": {"place": "ที่นั่ง A1", "span": "10:00–12:00 น.", "opens": "9:45 น."}},
}
KIOSK = {
    "kiosk": "q7h2mc4x",
    "hub": "our-hub",
    "name": {"th": "Smart Hub", "en": "Smart Hub"},
    "now": "2026-11-23T09:50:00+07:00",
    "expected": [EXPECTED],
}
ENTRIES = {
    "sent_at": "2026-11-23T09:50:00+07:00",
    "entries": [
        {"mark": MARK, "number": 1, "kind": "come", "at": "2026-11-23T09:49:00+07:00", "people": 6, "said": ""}
    ],
}


@opening.put(
    "/kiosk/pairing",
    auth=None,
    summary="Pair a tablet",
    response={200: KioskOut, **PROBLEMS},
    openapi_extra=described(gives=KIOSK, takes={"code": "k7m2pq", "key": "0" * 43}, others={422: REFUSED}),
)
def pairing(request: HttpRequest, wish: PairingIn) -> HttpResponse:
    """The code stands on the screen of the host. The key is the tablet's own; keep it there."""
    now = clock.now()
    limit, window = TRIES
    if too_often(f"kiosk:{network_address(request)}"[:160], limit=limit, window=window, now=now):
        return answer(*refused(TOO_MANY))
    try:
        return answer(200, _whole(pair(wish.code, key=wish.key, now=now), now=now))
    except Refused as error:
        return answer(*refused(error.refusal))


@router.get(
    "/kiosk",
    summary="Who is expected",
    response={200: KioskOut, **PROBLEMS},
    openapi_extra=described(gives=KIOSK),
)
def today(request: HttpRequest) -> HttpResponse:
    """All that a tablet needs to go on without network until tomorrow."""
    return answer(200, _whole(kiosk_of(request), now=clock.now()), headers={"Cache-Control": "no-store"})


@router.post(
    "/kiosk/entries",
    summary="Tell what happened",
    response={200: EntriesOut, **PROBLEMS},
    openapi_extra=described(gives={"taken": [{"mark": MARK, "conflict": ""}]}, takes=ENTRIES, key=True),
)
def entries(request: HttpRequest, told: EntriesIn) -> HttpResponse:
    """Each entry is taken by itself, once, as of when it happened. What is in `taken` need not be sent again."""
    kiosk, now = kiosk_of(request), clock.now()

    def do() -> Answer:
        taken = [take_entry(kiosk, _told(each, told.sent_at, now), now=now) for each in told.entries]
        return 200, {"taken": [{"mark": str(each.mark), "conflict": each.conflict} for each in taken]}

    return post(request, asker=f"kiosk:{kiosk.ref}", now=now, do=do)


def _told(each: EntryIn, sent_at: datetime, now: datetime) -> Told:
    ago = max(sent_at - each.at, timedelta(0))
    kind = each.kind if each.said or each.kind == "come" else "come"
    return Told(mark=each.mark, number=each.number, kind=kind, at=now - ago, people=each.people, said=each.said)


@router.post(
    "/kiosk/look",
    summary="Who is this?",
    response={200: LookOut, **PROBLEMS},
    openapi_extra=described(gives={"found": EXPECTED}, takes={"said": "q7h2mc4x"}, key=True),
)
def look(request: HttpRequest, wish: LookIn) -> HttpResponse:
    """For what the tablet does not know: a booking made a moment ago. Nobody's name is answered."""
    kiosk, now = kiosk_of(request), clock.now()

    def do() -> Answer:
        limit, window = LOOKS
        if too_often(f"kiosk-look:{kiosk.ref}", limit=limit, window=window, now=now):
            return refused(TOO_MANY_LOOKS)
        return 200, {"found": asking.seen(kiosk, asking.party(kiosk.hub, wish.said, at=now))}

    return post(request, asker=f"kiosk:{kiosk.ref}", now=now, do=do)


def _whole(kiosk: Kiosk, *, now: datetime) -> dict[str, Any]:
    hub = kiosk.hub
    return {
        "kiosk": kiosk.ref,
        "hub": hub.slug,
        "name": {"th": hub.name_th, "en": hub.name_en or hub.name_th},
        "now": moment(now, places.rulebook(hub).zone),
        "expected": asking.expected(kiosk, now=now),
    }
