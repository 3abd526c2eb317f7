"""What a booking costs after it was changed: by its person, by a host, and where only time is given back."""

from datetime import timedelta

import pytest
from django.test import Client

from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.rehouse import rehouse
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.journal.models import Entry
from smarthub.kit.clock import stopped_at
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.actions.change import new_edition
from smarthub.places.models import Hub, Rate, Space
from smarthub.places.testing import make_host, make_hub, make_rate, make_space

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    hub = make_hub()
    for group, satang in (("seat", 2000), ("room", 10000), ("bench", 500)):
        make_rate(hub, group, "hour", satang)
    return hub


@pytest.fixture
def host(hub: Hub) -> Person:
    person = make_person("Host", joined_at=NINE)
    make_host(hub, person, since=NINE)
    return person


@pytest.fixture
def desk(hub: Hub) -> Space:
    return make_space(hub, "A1", price_group="seat")


@pytest.fixture
def booking(hub: Hub, desk: Space) -> Booking:
    """Two hours for 40 baht."""
    return make_booking(hub, desk, hours=2, person=make_person("Malee"))


def kept() -> list[str]:
    return list(Entry.objects.filter(verb="price-kept").values_list("what", flat=True))


@pytest.mark.parametrize(
    ("group", "hours", "people", "satang"),
    [
        ("room", 2, 1, 4000),  # another place, as long as before: what was agreed
        ("bench", 2, 1, 1000),  # cheaper: the cheaper
        ("", 2, 1, 0),  # free of charge: free
        ("room", 3, 1, 14000),  # an hour more is charged where it is
        ("room", 1, 1, 4000),  # shorter, and dearer still
        ("bench", 1, 1, 500),
        ("room", 2, 3, 20000),  # a larger party asked for more
    ],
)
def test_a_host_s_move_is_never_dearer_than_agreed(
    hub: Hub, host: Person, booking: Booking, group: str, hours: int, people: int, satang: int
) -> None:
    there = make_space(hub, "R", kind="room", seats=4, price_group=group)
    moved = change(
        booking,
        starts_at=TEN,
        ends_at=TEN + hours * HOUR,
        spaces=[there],
        people=people,
        by=host,
        now=NINE,
        by_host=True,
    )
    assert moved.price_satang == satang
    is_kept = satang < {"room": 10000, "bench": 500, "": 0}[group] * hours
    assert kept() == ([booking.ref] if is_kept else [])


def test_who_moves_their_own_pays_what_it_costs_there_a_host_too(hub: Hub, host: Person, booking: Booking) -> None:
    room = make_space(hub, "R", kind="room", seats=4, price_group="room")
    assert booking.person
    moved = change(booking, starts_at=TEN, ends_at=TEN + 2 * HOUR, spaces=[room], by=booking.person, now=NINE)
    assert moved.price_satang == 20000
    own = make_booking(hub, make_space(hub, "A2", price_group="seat"), starts_at=TEN + 3 * HOUR, person=host)
    later, last = TEN + 3 * HOUR, TEN + 4 * HOUR
    moved = change(own, starts_at=later, ends_at=last, spaces=[room], by=host, now=NINE, by_host=True)
    assert moved.price_satang == 10000
    assert kept() == []


def test_a_move_to_a_cheaper_place_that_is_taken_back_costs_what_was_agreed(
    client: Client, hub: Hub, host: Person, desk: Space, booking: Booking
) -> None:
    bench = make_space(hub, "B", price_group="bench")
    client.force_login(host)
    with stopped_at(NINE):
        move = f"/en/h/hub/desk/move/{booking.ref}/"
        client.post(move, {"pick": f"{bench.ref}@2026-03-02T10:00+120"})
        booking.refresh_from_db()
        assert booking.price_satang == 1000
        client.post("/en/h/hub/desk/undo/", {"kind": "move", "ref": booking.ref})
    booking.refresh_from_db()
    assert (booking.spaces.get(), booking.price_satang) == (desk, 4000)


def test_what_its_person_changed_since_is_not_taken_back_with_the_move(
    client: Client, hub: Hub, host: Person, booking: Booking
) -> None:
    bench = make_space(hub, "B", price_group="bench")
    client.force_login(host)
    with stopped_at(NINE):
        client.post(f"/en/h/hub/desk/move/{booking.ref}/", {"pick": f"{bench.ref}@2026-03-02T10:00+120"})
        booking.refresh_from_db()
        assert [deed.kind for deed in client.get("/en/h/hub/desk/").context["deeds"]] == ["move"]
        assert booking.person
        change(booking, starts_at=TEN, ends_at=TEN + 4 * HOUR, by=booking.person, now=NINE)
        assert client.get("/en/h/hub/desk/").context["deeds"] == []
        done = client.post("/en/h/hub/desk/undo/", {"kind": "move", "ref": booking.ref}, follow=True)
    assert "This booking was changed again meanwhile." in done.text
    booking.refresh_from_db()
    assert (booking.spaces.get(), booking.price_satang) == (bench, 2000)


def test_giving_time_back_never_costs_more_though_prices_have_risen(hub: Hub, booking: Booking) -> None:
    Rate.objects.filter(hub=hub, price_group="seat").update(satang=9000)
    new_edition(hub)
    assert booking.person
    shorter = change(booking, starts_at=TEN, ends_at=TEN + HOUR, by=booking.person, now=NINE)
    assert shorter.price_satang == 4000


def test_where_a_desk_goes_its_people_pay_what_they_agreed(
    hub: Hub, host: Person, desk: Space, booking: Booking
) -> None:
    make_space(hub, "A2", price_group="room")
    assert [moved.price_satang for moved in rehouse(hub, [desk], by=host, now=NINE).moved] == [4000]


@pytest.mark.parametrize("page", ["/en/h/hub/desk/move/{ref}/", "/en/bookings/{ref}/change/"])
def test_the_host_reads_the_price_that_stays_before_and_after(
    client: Client, hub: Hub, host: Person, booking: Booking, page: str
) -> None:
    there = make_space(hub, "A2", price_group="room")
    client.force_login(host)
    with stopped_at(NINE):
        shown = client.get(page.format(ref=booking.ref))
        assert "Agreed: 40 baht." in shown.text
        options = [option for group in shown.context["groups"] for option in group.options]
        (option,) = [option for option in options if option.refs == there.ref]
        assert option.price == "40 baht"
        done = client.post(page.format(ref=booking.ref), {"pick": option.pick}, follow=True)
    assert "The price stays 40 baht." in done.text


def test_its_person_reads_the_price_of_the_place_there(client: Client, hub: Hub, booking: Booking) -> None:
    there = make_space(hub, "A2", price_group="room")
    assert booking.person
    client.force_login(booking.person)
    with stopped_at(NINE):
        shown = client.get(f"/en/bookings/{booking.ref}/change/")
        assert "Agreed" not in shown.text
        options = {option.refs: option for group in shown.context["groups"] for option in group.options}
        assert options[there.ref].price == "200 baht"
        pick = options[there.ref].pick
        done = client.post(f"/en/bookings/{booking.ref}/change/", {"pick": pick}, follow=True)
    assert "The price is 200 baht now." in done.text
