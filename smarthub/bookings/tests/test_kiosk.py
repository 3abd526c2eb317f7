"""A tablet by the door: paired, and what it tells, now or hours later."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.day import end_day
from smarthub.bookings.actions.kiosk import make_code, pair, revoke
from smarthub.bookings.actions.release import release_no_shows
from smarthub.bookings.actions.take_entry import Told, forget_said, settle, take_entry
from smarthub.bookings.actions.undo import undo_check_in
from smarthub.bookings.http import link_to, whole
from smarthub.bookings.models import DeskDay, Kiosk, KioskEntry, Visit
from smarthub.bookings.queries.kiosk import kiosk_with, mark_of
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.models import Tally
from smarthub.kit.refusals import Refused
from smarthub.people.actions.cards import make_card
from smarthub.people.http.cards import link_of
from smarthub.people.queries import hash_of
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub, make_space

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
KEY = "k" * 43
pytestmark = pytest.mark.django_db


@pytest.fixture
def host(hub):
    make_host(hub, person := make_person("Host"), since=NINE)
    return person


@pytest.fixture
def kiosk(hub, host) -> Kiosk:
    _kiosk, code = make_code(hub, name="ประตูหน้า", by=host, now=NINE)
    return pair(code, key=KEY, now=NINE)


def told(kind: str = "come", said: str = "", *, at=TEN, people: int = 1, mark: UUID | None = None) -> Told:
    return Told(mark=mark or uuid4(), number=1, kind=kind, at=at, people=people, said=said)


# --- pairing ------------------------------------------------------------------------------------------------------------


def test_a_code_pairs_one_tablet_which_may_ask_again(hub, host):
    kiosk, code = make_code(hub, name="ประตูหน้า", by=host, now=NINE)
    assert pair(f" {code.upper()} ", key=KEY, now=NINE + MINUTE).pk == kiosk.pk
    assert pair(code, key=KEY, now=NINE + HOUR).paired_at == NINE + MINUTE
    for wrong, key in ((code, "another" * 7), ("zzzzzz", KEY)):
        with pytest.raises(Refused):
            pair(wrong, key=key, now=NINE + MINUTE)


def test_a_tablet_that_never_heard_the_answer_is_the_kiosk_of_the_next_code(hub, host):
    first, code = make_code(hub, name="หนึ่ง", by=host, now=NINE)
    pair(code, key=KEY, now=NINE)
    second, code = make_code(hub, name="สอง", by=host, now=NINE + HOUR)
    assert pair(code, key=KEY, now=NINE + HOUR).pk == second.pk
    assert kiosk_with(KEY) == second
    first.refresh_from_db()
    assert first.revoked_at == NINE + HOUR


def test_a_code_is_over_after_ten_minutes_and_goes_with_the_next(hub, host):
    _kiosk, code = make_code(hub, name="หนึ่ง", by=host, now=NINE)
    with pytest.raises(Refused):
        pair(code, key=KEY, now=NINE + 10 * MINUTE)
    make_code(hub, name="สอง", by=host, now=NINE + 11 * MINUTE)
    assert [each.name for each in Kiosk.objects.all()] == ["สอง"]


# --- what it tells ------------------------------------------------------------------------------------------------------


def test_an_entry_that_is_told_three_times_happened_once(kiosk):
    group = told(people=6)
    entries = {take_entry(kiosk, group, now=TEN + n * HOUR).pk for n in range(3)}
    assert len(entries) == 1
    visit = Visit.objects.get()
    assert (visit.people, visit.came_at) == (6, TEN)


def test_what_the_host_took_back_does_not_come_again(kiosk, host):
    group = told(people=6)
    visit = take_entry(kiosk, group, now=TEN).visit
    assert visit
    undo_check_in(visit, by=host, now=TEN)
    assert take_entry(kiosk, group, now=TEN).visit is None
    assert not Visit.objects.exists()


def test_what_was_shown_is_forgotten_after_a_month_also_where_nobody_looked(kiosk):
    entry = take_entry(kiosk, told("check-in", "081 234 5678"), now=TEN)
    assert (entry.conflict, entry.said) == ("unknown", "081 234 5678")
    assert forget_said(now=TEN + timedelta(days=29)) == 0
    assert forget_said(now=TEN + timedelta(days=31)) == 1
    entry.refresh_from_db()
    assert (entry.conflict, entry.said) == ("unknown", "")


@pytest.mark.parametrize("how", ["code", "link", "phone"])
def test_a_booking_is_found_by_its_code_its_link_or_its_phone(kiosk, hub, how):
    booking = make_booking(hub, make_space(hub), person=make_person("Malee", phone="+66812345678"))
    said = {"code": f"{booking.ref[:4]}-{booking.ref[4:]}", "link": whole(link_to(booking)), "phone": "081 234 5678"}
    entry = take_entry(kiosk, told("check-in", said[how]), now=TEN + HOUR / 2)
    assert (entry.conflict, entry.said, entry.visit.booking, entry.visit.came_at) == ("", "", booking, TEN)


def test_a_card_checks_its_booking_in_and_without_one_comes_once_in_its_name(kiosk, hub, host):
    person = make_person("Malee")
    card = link_of(make_card(person, by=host, by_runs_a_hub=True, now=NINE))
    first = take_entry(kiosk, told("check-in", card), now=TEN)
    again = take_entry(kiosk, told("check-in", card), now=TEN)
    assert (first.visit, first.visit.person, first.conflict) == (again.visit, person, "")
    take_entry(kiosk, told("leave", card, at=TEN + MINUTE), now=TEN + HOUR)
    assert Visit.objects.get().left_at == TEN + MINUTE
    booking = make_booking(hub, make_space(hub), person=person)
    assert take_entry(kiosk, told("check-in", card, at=TEN + 2 * MINUTE), now=TEN + HOUR).visit.booking == booking
    take_entry(kiosk, told("leave", card, at=TEN + 3 * MINUTE), now=TEN + HOUR)
    assert Visit.objects.get(booking=booking).left_at == TEN + 3 * MINUTE


def test_of_several_bookings_the_one_that_is_meant_is_checked_in(kiosk, hub):
    malee = make_person("Malee", phone="+66812345678")
    gone, later, now, over = (
        make_booking(hub, make_space(hub, name), starts_at=TEN + n * HOUR, person=malee)
        for name, n in (("A1", 1), ("A2", 5), ("A3", 2), ("A4", 0))
    )
    cancel(gone, by=malee, now=NINE, by_host=True)
    phone = "081 234 5678"
    at = TEN + 2 * HOUR
    assert take_entry(kiosk, told("check-in", phone, at=at), now=at).visit.booking == now
    again = take_entry(kiosk, told("check-in", phone, at=at + MINUTE), now=at + MINUTE)
    assert (again.visit.booking, again.conflict) == (now, "")
    take_entry(kiosk, told("leave", phone, at=at + 2 * MINUTE), now=at + 2 * MINUTE)
    assert take_entry(kiosk, told("check-in", phone, at=TEN + 5 * HOUR), now=TEN + 5 * HOUR).visit.booking == later
    assert Visit.objects.count() == 2
    assert not Visit.objects.filter(booking=over).exists()


def test_who_came_in_time_while_it_was_cut_off_came_in_time(kiosk, hub):
    booking = make_booking(hub, make_space(hub), hours=3)
    release_no_shows(now=TEN + HOUR)
    entry = take_entry(kiosk, told("check-in", booking.ref, at=TEN + 5 * MINUTE), now=TEN + 2 * HOUR)
    booking.refresh_from_db()
    assert (entry.conflict, entry.visit.booking, booking.no_show_at) == ("", booking, None)


def test_a_place_that_others_have_meanwhile_is_a_conflict_and_the_party_is_in_the_house(kiosk, hub):
    desk = make_space(hub)
    booking = make_booking(hub, desk, hours=3, people=1)
    release_no_shows(now=TEN + HOUR)
    make_booking(hub, desk, starts_at=TEN + HOUR, now=TEN + HOUR)
    entry = take_entry(kiosk, told("check-in", booking.ref, at=TEN + 5 * MINUTE), now=TEN + 2 * HOUR)
    assert (entry.conflict, entry.visit.booking, entry.visit.came_at) == ("given-away", booking, TEN + 5 * MINUTE)
    late = take_entry(kiosk, told("check-in", booking.ref, at=TEN + 2 * HOUR), now=TEN + 2 * HOUR)
    assert late.visit == entry.visit


def test_conflicts_are_named_and_the_people_counted_once(kiosk, hub, host):
    cancelled, early = (make_booking(hub, make_space(hub, name), people=1) for name in ("A1", "A2"))
    cancel(cancelled, by=host, now=NINE, by_host=True)
    for said, at, conflict in (
        (cancelled.ref, TEN, "cancelled"),
        (cancelled.ref, TEN + MINUTE, "cancelled"),
        (early.ref, NINE, "too-early"),
        ("081 999 9999", TEN, "unknown"),
        ("gibberish", TEN, "unknown"),
        (early.ref, TEN + HOUR, "over"),
    ):
        assert take_entry(kiosk, told("check-in", said, at=at), now=TEN + 2 * HOUR).conflict == conflict, said
    assert Visit.objects.count() == 4
    assert take_entry(kiosk, told("leave", "gibberish"), now=TEN + HOUR).conflict == "not-here"


def test_what_is_told_after_closing_is_counted_into_that_day(kiosk, hub, host):
    end_day(hub, NINE.date(), by=host, now=TEN)
    take_entry(kiosk, told(people=4, at=TEN - MINUTE), now=TEN + HOUR)
    assert DeskDay.objects.get().figures["people"] == 4


def test_a_settled_conflict_forgets_what_was_shown(kiosk, host):
    entry = take_entry(kiosk, told("check-in", "081 999 9999"), now=TEN)
    assert entry.said == "081 999 9999"
    for now in (TEN, TEN + HOUR):
        settled = settle(entry, by=host, now=now)
    assert (settled.said, settled.settled_at) == ("", TEN)


# --- the calls ----------------------------------------------------------------------------------------------------------


def call(client: Client, method: str, path: str, body: object = None, *, key: str = KEY):
    return client.generic(
        method,
        f"/api/v1/kiosk{path}",
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"},
    )


def test_a_tablet_is_paired_looks_and_tells_until_it_is_sent_away(client, hub, host):
    with clock.stopped_at(TEN - 5 * MINUTE):
        _kiosk, code = make_code(hub, name="ประตูหน้า", by=host, now=TEN - 5 * MINUTE)
        wrong = call(client, "PUT", "/pairing", {"code": "nonono", "key": KEY})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "refused")
        booking = make_booking(hub, make_space(hub), person=make_person("Malee", phone="+66812345678"))
        paired = call(client, "PUT", "/pairing", {"code": code, "key": KEY})
        assert paired.status_code == 200
        kiosk = Kiosk.objects.get()
        (known,) = paired.json()["expected"]
        assert known["marks"] == [mark_of(kiosk, booking.ref)]  # nothing that is made of the number
        assert "Malee" not in paired.text
        assert "812345678" not in paired.text
        assert booking.ref not in paired.text
        assert known["said"]["en"]["place"] == "desk A1"
        assert call(client, "POST", "/look", {"said": "nobody"}).json() == {"found": None}
        assert call(client, "POST", "/look", {"said": booking.ref}).json()["found"]["state"] == "expected"
        # The tablet's clock is two hours wrong: what counts is how long ago it was.
        wrong_now, mark = "2026-03-02T12:00:00+07:00", str(uuid4())
        entry = {"mark": mark, "number": 1, "kind": "check-in", "at": "2026-03-02T11:59:00+07:00", "said": booking.ref}
        body = {"sent_at": wrong_now, "entries": [entry]}
        for _again in range(2):
            assert call(client, "POST", "/entries", body).json() == {"taken": [{"mark": mark, "conflict": ""}]}
        assert Visit.objects.get().came_at == TEN - 6 * MINUTE
        assert call(client, "GET", "").json()["expected"][0]["state"] == "here"
        revoke(kiosk, by=host, now=TEN)
        assert call(client, "GET", "").status_code == 401
        assert call(client, "POST", "/entries", body).status_code == 401
        thai = client.get("/api/v1/kiosk", headers={"Authorization": f"Bearer {KEY}"}).json()
        assert thai["detail"] == "กุญแจนี้ไม่ใช่ของแท็บเล็ตเครื่องใด หรือแท็บเล็ตถูกยกเลิกการจับคู่แล้ว"


def test_a_member_with_a_card_is_known_without_a_booking(client, kiosk, hub, host):
    card = link_of(make_card(make_person("Malee"), by=host, by_runs_a_hub=True, now=NINE))
    with clock.stopped_at(TEN):
        assert call(client, "POST", "/look", {"said": card}).json()["found"]["state"] == "member"


def test_a_card_is_known_to_a_tablet_that_is_cut_off(client, kiosk, hub, host):
    person = make_person("Malee")
    secret = make_card(person, by=host, by_runs_a_hub=True, now=NINE)
    make_booking(hub, make_space(hub), person=person)
    with clock.stopped_at(TEN):
        (known,) = call(client, "GET", "").json()["expected"]
    assert mark_of(kiosk, hash_of(secret)) in known["marks"]


def test_a_tablet_looks_for_no_more_people_than_come_to_its_door(client, kiosk):
    with clock.stopped_at(TEN):
        call(client, "POST", "/look", {"said": "081 234 5678"})
        Tally.objects.filter(name=f"kiosk-look:{kiosk.ref}").update(count=299)
        assert call(client, "POST", "/look", {"said": "081 234 5678"}).status_code == 200
        assert call(client, "POST", "/look", {"said": "081 234 5679"}).json()["rule"] == "too-many-looks"


def test_codes_cannot_be_guessed_at_will(client, hub):
    for _try in range(20):
        call(client, "PUT", "/pairing", {"code": "nonono", "key": KEY})
    assert "Too many" in call(client, "PUT", "/pairing", {"code": "nonono", "key": KEY}).json()["detail"]


def test_the_host_makes_a_code_sends_a_tablet_away_and_settles_conflicts(client, kiosk, hub, host):
    client.force_login(host, backend="allauth.account.auth_backends.AuthenticationBackend")
    with clock.stopped_at(TEN):
        take_entry(kiosk, told("check-in", "gibberish"), now=TEN)
        (conflict,) = client.get("/h/hub/desk/").context["conflicts"]
        page = client.post(f"/h/hub/desk/conflicts/{conflict['mark']}/settled/", follow=True)
        assert page.context["conflicts"] == []
        assert client.post("/h/hub/desk/kiosks/", {"name": ""}).status_code == 422
        code = client.post("/h/hub/desk/kiosks/", {"name": "ประตูหลัง"}).context["code"]
        assert pair(code, key="another" * 7, now=TEN).name == "ประตูหลัง"
        assert [each.name for each in client.get("/h/hub/desk/kiosks/").context["kiosks"]] == ["ประตูหน้า", "ประตูหลัง"]
        client.post(f"/h/hub/desk/kiosks/{kiosk.ref}/revoke/")
        assert Kiosk.objects.get(pk=kiosk.pk).revoked_by == host
        assert KioskEntry.objects.get().settled_by == host
        other = make_hub("other")
        assert client.post(f"/h/{other.slug}/desk/kiosks/{kiosk.ref}/revoke/").status_code == 404


def test_a_party_that_the_desk_let_in_is_not_counted_by_the_kiosk_again(kiosk, hub, host):
    booking = make_booking(hub, make_space(hub))
    visit = check_in(booking, by=host, now=TEN)
    entry = take_entry(kiosk, told("check-in", booking.ref), now=TEN + HOUR)
    assert (entry.visit, entry.conflict) == (visit, "")
