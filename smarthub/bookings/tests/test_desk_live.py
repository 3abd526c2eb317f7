"""The desk follows the house: what it shows, what can be taken back, and that it stays quick in a large house."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.actions.notes import give_back, keep_found, note_done, undo_give_back, undo_note_done, write_note
from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.models import BookedSpace, Booking, DeskDay, DeskNote, LostThing, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.thai.text import sort_key
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.actions.change import new_edition
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_host, make_hub, make_policy, make_space

HOUR = timedelta(hours=1)
NOW = NINE + timedelta(minutes=7)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NOW)]


@pytest.fixture
def boss(hub) -> Person:
    make_host(hub, person := make_person("Host"), since=NINE)
    return person


@pytest.fixture
def host(client: Client, boss) -> Client:
    client.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def desk(host: Client, path: str = "", **data: str):
    return host.post(f"/h/hub/desk/{path}", data, follow=True)


def test_one_press_on_a_number_counts_so_many_in_and_one_press_takes_it_back(host, hub):
    page = desk(host, "walk-ins/", count="6", people="1", name="", until="")
    visit = Visit.objects.get()
    assert visit.people == 6
    (deed,) = page.context["deeds"]
    assert (deed.kind, deed.ref) == ("check-in", visit.ref)
    assert desk(host, "undo/", kind=deed.kind, ref=deed.ref).context["deeds"] == []
    assert not Visit.objects.exists()


def test_every_deed_can_be_taken_back_and_a_refusal_is_said(host, boss, hub):
    gone, cancelled = (make_booking(hub, make_space(hub, name), person=make_person(name)) for name in ("A1", "A2"))
    with clock.stopped_at(TEN):
        visit = check_in(gone, by=boss, now=TEN - timedelta(minutes=3))
        leave(visit, by=boss, now=TEN - timedelta(minutes=2))
        cancel(cancelled, by=boss, now=TEN - timedelta(minutes=1), by_host=True)
        deeds = host.get("/h/hub/desk/").context["deeds"]
        assert [(deed.kind, deed.ref) for deed in deeds] == [("cancel", cancelled.ref), ("leave", visit.ref)]
        desk(host, "undo/", kind="leave", ref=visit.ref)
        desk(host, "undo/", kind="cancel", ref=cancelled.ref)
        assert Visit.objects.get().left_at is None
        assert Booking.objects.filter(cancelled_at=None).count() == 2
    with clock.stopped_at(TEN + 20 * HOUR):
        desk(host, "undo/", kind="check-in", ref=visit.ref)
        assert Visit.objects.exists()
    assert host.post("/h/hub/desk/undo/", {"kind": "dance", "ref": visit.ref}).status_code == 404
    assert host.post("/h/hub/desk/undo/", {"kind": "leave", "ref": "nobody"}).status_code == 404
    assert host.post("/h/hub/desk/undo/", {"kind": "cancel", "ref": "nobody"}).status_code == 404


def test_a_guest_s_place_is_not_called_the_host_s_own(host, hub):
    booking = make_booking(hub, make_space(hub, "A1"), person=make_person("Malee"), now=NOW)
    shown = host.get(f"/en/h/hub/desk/move/{booking.ref}/").content.decode()
    assert "Their place now" in shown
    assert "Yours" not in shown


def test_one_who_came_is_a_person_and_a_visit(host, hub):
    desk(host, "walk-ins/", count="1", people="1", name="", until="")
    shown = host.get("/en/h/hub/desk/today/").content.decode()
    assert "person came" in shown
    assert ">visit<" in shown


def test_a_move_a_note_and_a_thing_given_back_are_taken_back_too(host, boss, hub):
    first, other = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first, person=make_person("Malee"), now=NOW)
    pick = host.get(f"/h/hub/desk/move/{booking.ref}/").context["groups"][0].options[0].pick
    desk(host, f"move/{booking.ref}/", pick=pick)
    assert set(booking.spaces.all()) == {other}
    note = write_note(hub, text="กุญแจห้องคราม", by=boss, now=NOW)
    thing = keep_found(hub, what="ร่ม", by=boss, now=NOW)
    desk(host, f"notes/{note.ref}/done/")
    page = desk(host, f"lost/{thing.ref}/returned/")
    assert page.context["things"] == [(thing, True)]
    deeds = host.get("/h/hub/desk/").context["deeds"]
    assert sorted((deed.kind, deed.ref) for deed in deeds) == [
        ("lost", thing.ref),
        ("move", booking.ref),
        ("note", note.ref),
    ]
    for deed in deeds:
        desk(host, "undo/", kind=deed.kind, ref=deed.ref)
    booking.refresh_from_db()
    assert set(booking.spaces.all()) == {first}
    assert [each.ref for each in host.get("/h/hub/desk/").context["notes"]] == [note.ref]
    assert LostThing.objects.get().returned_at is None
    assert host.get("/h/hub/desk/").context["deeds"] == []
    assert host.post("/h/hub/desk/undo/", {"kind": "move", "ref": booking.ref}).status_code == 404
    both: list[tuple[Any, Any]] = [
        (undo_note_done, note_done(note, by=boss, now=NOW)),
        (undo_give_back, give_back(thing, by=boss, now=NOW)),
    ]
    for undo, put_away in both:
        with pytest.raises(Refused, match="too-old"):
            undo(put_away, by=boss, now=NOW + 13 * HOUR)
        assert undo(undo(put_away, by=boss, now=NOW), by=boss, now=NOW).pk == put_away.pk


def test_where_somebody_sits_by_now_nobody_is_moved_back(host, hub):
    first, _other = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first, person=make_person("Malee"), now=NOW)
    pick = host.get(f"/h/hub/desk/move/{booking.ref}/").context["groups"][0].options[0].pick
    desk(host, f"move/{booking.ref}/", pick=pick)
    make_booking(hub, first, person=make_person("Dao"), now=NOW)
    page = desk(host, "undo/", kind="move", ref=booking.ref)
    assert [deed.kind for deed in page.context["deeds"]] == ["move"]
    assert set(booking.spaces.all()) != {first}


def test_a_party_gets_another_place_with_one_press(host, hub):
    first, other = make_space(hub, "A1"), make_space(hub, "A2")
    booking = make_booking(hub, first, person=make_person("Malee"))
    page = host.get(f"/h/hub/desk/move/{booking.ref}/")
    (option,) = page.context["groups"][0].options
    assert option.refs == other.ref
    assert "A2" in desk(host, f"move/{booking.ref}/", pick=option.pick).text
    assert booking.spaces.get() == other
    make_booking(hub, first)
    taken = option.pick.replace(other.ref, first.ref)
    assert host.post(f"/h/hub/desk/move/{booking.ref}/", {"pick": taken}).status_code == 409
    assert host.post(f"/h/hub/desk/move/{booking.ref}/", {"pick": "nonsense"}).status_code == 200
    with clock.stopped_at(TEN + 2 * HOUR):
        assert host.get(f"/h/hub/desk/move/{booking.ref}/").context["groups"] == []


def offered(host: Client, booking: Booking) -> list[str]:
    return [
        each.refs for group in host.get(f"/h/hub/desk/move/{booking.ref}/").context["groups"] for each in group.options
    ]


def test_a_seat_kept_for_walk_ins_is_offered_only_to_a_party_that_is_here(host, boss, hub):
    desks = [make_space(hub, name) for name in ("A1", "A2")]
    kept = make_space(hub, "W1", is_walk_in_only=True)
    booking = make_booking(hub, desks[0], person=make_person("Malee"))
    assert offered(host, booking) == [desks[1].ref]
    pick = f"{kept.ref}@2026-03-02T10:00+60"
    assert host.post(f"/h/hub/desk/move/{booking.ref}/", {"pick": pick}).status_code == 409
    with clock.stopped_at(TEN + timedelta(minutes=20)):
        check_in(booking, by=boss, now=TEN)
        assert sorted(offered(host, booking)) == sorted([desks[1].ref, kept.ref])
        desk(host, f"move/{booking.ref}/", pick=pick)
        assert booking.spaces.get() == kept


def test_what_the_desk_offers_for_a_move_is_what_the_move_allows(host, hub):
    """Of a booking that runs less may be left than the shortest one; the share kept for walk-ins does not bind a host."""
    make_policy(hub, shortest_minutes=60, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    booking = make_booking(hub, desks[0], person=make_person("Malee"))
    with clock.stopped_at(TEN + timedelta(minutes=10)):
        assert offered(host, booking) == [desks[1].ref]
        pick = host.get(f"/h/hub/desk/move/{booking.ref}/").context["groups"][0].options[0].pick
        desk(host, f"move/{booking.ref}/", pick=pick)
        assert booking.spaces.get() == desks[1]
    later = make_booking(hub, desks[0], starts_at=TEN + 2 * HOUR)
    assert offered(host, later) == [desks[1].ref]
    with clock.stopped_at(TEN + 2 * HOUR + timedelta(minutes=46)):
        assert offered(host, later) == [desks[1].ref]


def test_notes_and_things_found_come_and_go(host, hub):
    assert "กุญแจ" in desk(host, "notes/", text="กุญแจอยู่ในลิ้นชัก").text
    desk(host, "notes/", text="  ")
    note = DeskNote.objects.get()
    assert desk(host, f"notes/{note.ref}/done/").context["notes"] == []
    assert host.post("/h/hub/desk/lost/", {"what": ""}).status_code == 422
    assert "ร่มสีแดง" in desk(host, "lost/", what="ร่มสีแดง", where="ชั้นสอง").text
    assert host.get("/h/hub/desk/").context["lost"] == 1
    desk(host, f"lost/{LostThing.objects.get().ref}/returned/")
    assert host.get("/h/hub/desk/").context["lost"] == 0


def test_the_day_is_opened_and_closed_with_its_figures(host, hub):
    assert host.get("/h/hub/desk/today/").context["desk_day"] is None
    desk(host, "today/", does="open")
    desk(host, "walk-ins/", count="2", people="1", name="", until="")
    assert host.get("/h/hub/desk/today/").context["head_count"] == 2
    page = desk(host, "today/", does="close")
    assert (page.context["figures"].people, page.context["figures"].groups) == (2, 1)
    assert page.context["is_closed"]
    desk(host, "today/", does="open")
    assert DeskDay.objects.get().closed_at is None


def test_who_waits_for_a_place_stands_on_the_desk_in_the_order_of_the_line(host, hub):
    make_booking(hub, make_space(hub, "A1"), person=make_person("Malee"))
    for name in ("Dao", "Noi"):
        person = make_person(name, phone="+66812345678")
        join(hub, person=person, by=person, kind="desk", starts_at=TEN, ends_at=TEN + HOUR, now=NOW)
    waits = host.get("/en/h/hub/desk/").context["waits"]
    assert [(each["n"], each["who"], each["place"], each["offered"]) for each in waits] == [
        (1, "Dao", "desk", ""),
        (2, "Noi", "desk", ""),
    ]


@pytest.mark.parametrize("page", ["today/", "lost/", "move/nobody/"])
def test_who_runs_nothing_sees_none_of_it(client: Client, hub, page):
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/h/hub/desk/{page}").status_code == 404


def large(hub: Hub, spaces: int, days: int) -> None:
    """So many desks, and a booking of each for every day of so many, with a visit each."""
    floor = hub.floors.get()
    made = Space.objects.bulk_create(
        Space(hub=hub, floor=floor, name_th=f"A{n}", name_en=f"A{n}", kind="desk", sort_key=sort_key(f"A{n:03}"))
        for n in range(spaces)
    )
    new_edition(hub)
    person = make_person("Malee")
    when = [TEN - day * 24 * HOUR for day in range(days)]
    bookings = Booking.objects.bulk_create(
        Booking(hub=hub, person=person, starts_at=at, ends_at=at + HOUR, booked_at=at - HOUR, booked_by=person)
        for at in when
        for _each in made[: 40 if days > 1 else 3]
    )
    BookedSpace.objects.bulk_create(
        BookedSpace(booking=each, space=made[n % len(made)]) for n, each in enumerate(bookings)
    )
    Visit.objects.bulk_create(
        Visit(hub=hub, booking=each, person=person, came_at=each.starts_at,
              left_at=None if each.starts_at == TEN else each.ends_at, left_how="" if each.starts_at == TEN else "said")
        for each in bookings[::2]
    )  # fmt: skip


def test_the_desk_asks_as_little_in_a_house_of_five_hundred_with_a_year_behind_it(
    host, boss, django_assert_max_num_queries
):
    with clock.stopped_at(TEN + timedelta(minutes=5)):
        large(Hub.objects.get(), 3, 1)
        host.get("/h/hub/desk/")
        with django_assert_max_num_queries(21):
            assert len(host.get("/h/hub/desk/").context["here"]) == 2
        large(make_hub("large"), 500, 365)
        make_host(hub := Hub.objects.get(slug="large"), boss, since=NINE)
        host.get("/h/large/desk/")
        with django_assert_max_num_queries(21):
            page = host.get("/h/large/desk/")
    house = [*page.context["here"], *page.context["more_here"]]
    assert (len(house), len(page.context["rulebook"].spaces)) == (20, 500)
    assert Booking.objects.filter(hub=hub).count() == 365 * 40
