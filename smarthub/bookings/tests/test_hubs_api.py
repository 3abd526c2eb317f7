"""What everybody may see: hubs, their spaces, what is free, how many are here, the calendar."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from icalendar import Calendar

from smarthub.bookings.actions.check_in import come
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.calling import TIME
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.actions.change import new_edition
from smarthub.places.models import DayOverride
from smarthub.places.testing import make_hall, make_hub, make_rate, make_space, make_table

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]
HOUR = timedelta(hours=1)


def free(client, **more):
    wish = {"from": TIME["starts_at"], "until": TIME["ends_at"]} | more
    return client.get(f"/api/v1/hubs/hub/availability?{urlencode(wish)}")


def test_a_hub_says_whether_it_is_open_and_how_many_seats_are_free_now(client, hub):
    _table, seats = make_table(hub)
    make_booking(hub, seats[0], starts_at=NINE)
    come(hub, people=2, by=None, now=NINE)
    body = client.get("/api/v1/hubs/hub").json()
    assert (body["open_now"], body["seats"], body["seats_free_now"], body["people_here"]) == (True, 4, 1, 2)
    assert body["closes_at"] == "2026-03-02T18:00:00+07:00"
    with clock.stopped_at(NINE - HOUR):
        body = client.get("/api/v1/hubs/hub").json()
        assert (body["open_now"], body["seats_free_now"]) == (False, 0)
        assert body["opens_at"] == "2026-03-02T09:00:00+07:00"


def test_many_hubs_take_as_many_queries_as_one(client, django_assert_num_queries):
    for n in range(12):
        make_space(make_hub(f"hub-{n}"))
    client.get("/api/v1/hubs")
    with django_assert_num_queries(3):
        client.get("/api/v1/hubs?limit=1")
    with django_assert_num_queries(3):
        assert len(client.get("/api/v1/hubs").json()["items"]) == 12


def test_hubs_come_in_pages(client):
    for n in range(5):
        make_hub(f"hub-{n}")
    seen, cursor = [], ""
    while True:
        page = client.get(f"/api/v1/hubs?limit=2{cursor}").json()
        seen += [each["hub"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = "&" + urlencode({"cursor": page["next"]})
    assert seen == [f"hub-{n}" for n in range(5)]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=x", "cursor=mine", "cursor=WyJhIiwgMV0:x", "cursor=%00"]
)
def test_a_page_that_was_never_given_is_refused(client, hub, query):
    for path in ("hubs", "hubs/hub/spaces", "hubs/hub/availability"):
        times = f"&{urlencode({'from': TIME['starts_at'], 'until': TIME['ends_at']})}"
        answer = client.get(f"/api/v1/{path}?{query}{times}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_spaces_say_what_they_are(client, hub):
    table, seats = make_table(hub)
    make_rate(hub, "", "hour", 2000)
    items = {each["ref"]: each for each in client.get("/api/v1/hubs/hub/spaces").json()["items"]}
    assert items.keys() == {space.ref for space in (table, *seats)}
    seat = items[seats[0].ref]
    assert (seat["kind"], seat["seats"], seat["part_of"]) == ("desk", 1, table.ref)
    assert seat["prices"] == {"hour": {"satang": 2000, "currency": "THB"}, "day": None}
    assert seat["position"]["x"] == seats[0].x
    assert set(items[table.ref]["parts"]) == {space.ref for space in seats}


def test_spaces_come_in_pages(client, hub):
    for n in range(5):
        make_space(hub, f"A{n}")
    first = client.get("/api/v1/hubs/hub/spaces?limit=3").json()
    rest = client.get(f"/api/v1/hubs/hub/spaces?limit=3&{urlencode({'cursor': first['next']})}").json()
    assert [each["name"] for each in first["items"] + rest["items"]] == [f"A{n}" for n in range(5)]
    assert rest["next"] is None


def test_what_is_free_comes_with_its_price(client, hub):
    make_rate(hub, "", "hour", 2000)
    desks = [make_space(hub, f"A{n}") for n in range(3)]
    make_booking(hub, desks[0])
    body = free(client).json()
    assert body["alternatives"] == []
    assert [each["spaces"] for each in body["items"]] == [[desks[1].ref], [desks[2].ref]]
    assert body["items"][0]["price"] == {"satang": 2000, "currency": "THB"}


def test_when_nothing_is_free_it_says_what_comes_nearest(client, hub):
    make_booking(hub, make_space(hub), starts_at=TEN + HOUR / 2)
    body = free(client).json()
    assert body["items"] == []
    nearest = [(each["why"], each["starts_at"], each["ends_at"]) for each in body["alternatives"]]
    assert nearest == [("earlier", "2026-03-02T09:30:00+07:00", "2026-03-02T10:30:00+07:00")]


def test_a_plus_that_nobody_encoded_is_understood(client, hub):
    make_space(hub)
    query = "from=2026-03-02T10:00:00+07:00&until=2026-03-02T11:00:00+07:00"
    assert len(client.get(f"/api/v1/hubs/hub/availability?{query}").json()["items"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"until": "2100-01-01T00:00:00Z"},
        {"until": "2026-03-02T03:00:00Z"},
        {"until": "2026-03-02T02:00:00Z"},
        {"from": "2020-01-01T00:00:00Z"},
        {"people": 500},
        {"from": "2026-03-02T10:07:31.5+07:00"},
    ],
)
def test_a_wish_that_no_rule_allows_finds_nothing_and_soon(client, hub, change):
    make_table(hub, desks=8)
    answer = free(client, **change)
    assert answer.status_code == 200
    assert answer.json()["items"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"from": "2026-03-02T10:00:00"}, "from"),
        ({"people": 0}, "people"),
        ({"people": "many"}, "people"),
        ({"kind": "boat"}, "kind"),
    ],
)
def test_a_wish_that_cannot_be_read_names_the_field(client, hub, change, field):
    answer = free(client, **change)
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (422, [field])


def test_presence_is_a_number_for_everybody_and_no_names(client, hub):
    come(hub, people=1, person=make_person("Malee"), by=None, now=NINE)
    assert client.get("/api/v1/hubs/hub/presence").json() == {
        "hub": "hub",
        "head_count": 1,
        "names": [],
        "at": "2026-03-02T09:00:00+07:00",
    }


def test_the_calendar_shows_closed_days_and_taken_rooms_without_names(client, hub):
    _hall, rooms = make_hall(hub)
    booking = make_booking(hub, rooms[0], person=make_person("Malee"))
    make_booking(hub, make_space(hub))
    DayOverride.objects.create(hub=hub, date=(TEN + timedelta(days=2)).date(), reason_en="cleaning", set_at=NINE)
    new_edition(hub)
    answer = client.get("/api/v1/hubs/hub/calendar.ics", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    said = [str(event["summary"]) for event in events]
    assert said[:3] == ["hub: open", "hub: open", "hub: closed (cleaning)"]
    assert said[28:] == ["Hall 1: taken"]
    assert events[28].decoded("dtstart") == TEN
    text = answer.content.decode()
    assert "Malee" not in text
    assert booking.ref not in text


@pytest.mark.parametrize(
    "path",
    ["", "/spaces", "/presence", "/calendar.ics", "/availability?from=2026-03-02T10:00:00Z&until=2026-03-02T11:00:00Z"],
)
def test_a_hub_that_is_not_there_is_a_problem_too(client, path):
    for slug in ("nowhere", "%00", "ก", "a b"):
        answer = client.get(f"/api/v1/hubs/{slug}{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
