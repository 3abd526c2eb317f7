"""A booking's own page: who sees it, and all that can be done there."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client

from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.http import feed_key_of, key_of, link_to
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_policy, make_space, make_table

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def booking(hub) -> Booking:
    return make_booking(hub, make_space(hub), hours=2, person=make_person("Malee", phone="+66812345678"))


def at(booking, verb=""):
    path, _, query = link_to(booking).partition("?")
    return f"{path}{verb}?{query}"


@pytest.mark.parametrize("verb", ["", "change/"])
def test_a_stranger_sees_nothing(client: Client, booking, verb):
    assert client.get(f"/bookings/{booking.ref}/{verb}").status_code == 404
    assert client.get(f"/bookings/{booking.ref}/{verb}?key=wrong").status_code == 404


@pytest.mark.parametrize("verb", ["cancel/", "check-in/", "check-out/", "change/"])
def test_a_stranger_changes_nothing(client: Client, booking, verb):
    client.force_login(make_person("Another"), backend=BACKEND)
    assert client.post(f"/bookings/{booking.ref}/{verb}").status_code == 404


def test_the_link_is_enough(client: Client, booking):
    page = client.get(link_to(booking))
    assert page.status_code == 200
    assert "Malee" in page.text
    assert "<svg" in page.text
    assert client.get(f"/en{link_to(booking)}").status_code == 200


def test_its_person_and_a_host_need_no_link(client: Client, hub, booking):
    client.force_login(booking.person, backend=BACKEND)
    assert client.get(f"/bookings/{booking.ref}/").status_code == 200
    make_host(hub, host := make_person("Host"), since=NINE)
    client.force_login(host, backend=BACKEND)
    assert '<a href="tel:+66812345678">081-234-5678</a>' in client.get(f"/bookings/{booking.ref}/").text


def test_the_page_without_an_account_names_no_phone(client: Client, booking):
    assert "+66812345678" not in client.get(link_to(booking)).text


def test_cancelling_by_the_link_keeps_the_link_and_offers_the_same_again(client: Client, booking):
    done = client.post(at(booking, "cancel/"), follow=True)
    assert done.redirect_chain == [(link_to(booking), 302)]
    booking.refresh_from_db()
    assert booking.cancelled_at == NINE
    assert done.context["again"]
    held = client.post("/h/hub/book/holds/", {"pick": done.context["again"], "people": "1"})
    assert held.status_code == 302


def test_cancelling_too_late_says_until_when_it_was_possible(client: Client, hub):
    desk = make_space(hub)
    make_policy(hub, cancel_minutes=120)
    page = client.post(at(make_booking(hub, desk), "cancel/"))
    assert page.status_code == 409
    assert page.context["refusal"].code == "too-late"


def test_what_was_booked_near_its_beginning_names_no_moment_that_was_over_and_may_still_change_its_place(
    client: Client, hub
):
    desk = make_space(hub)
    make_space(hub, "B2")
    make_policy(hub, cancel_minutes=120)
    booking = make_booking(hub, desk)  # at nine, for ten
    its_page, its_change = f"/en{link_to(booking)}", f"/en{at(booking, 'change/')}"
    page = client.get(its_page).text
    assert "only the host can cancel it" in page
    assert "could be cancelled until" not in page
    assert "Move to another place" in page
    change = client.get(its_change)
    assert "Another place at the same time is possible." in change.text
    assert change.context["groups"]
    assert 'name="start"' not in change.text
    with clock.stopped_at(TEN + 2 * HOUR):  # it is over: no other place is promised
        assert "Another place at the same time" not in client.get(its_change).text


def test_checking_in_and_out(client: Client, booking):
    assert client.post(at(booking, "check-in/")).status_code == 409
    with clock.stopped_at(TEN - 10 * MINUTE):
        client.post(at(booking, "check-in/"))
        client.post(at(booking, "check-in/"))
        assert Visit.objects.count() == 1
        assert client.get(link_to(booking)).context["state"] == "arrived"
    with clock.stopped_at(TEN + HOUR):
        client.post(at(booking, "check-out/"))
        assert client.get(link_to(booking)).context["state"] == "left"


def test_nobody_checks_out_who_is_not_here(client: Client, booking):
    assert client.post(at(booking, "check-out/")).status_code == 409


def test_shortening_is_one_tap(client: Client, booking):
    page = client.get(f"/en{link_to(booking)}")
    picks, times = zip(*page.context["earlier"], strict=True)
    assert times == ("11:00", "11:15", "11:30", "11:45")
    client.post(at(booking, "change/"), {"pick": picks[-1]})
    booking.refresh_from_db()
    assert booking.ends_at == TEN + 105 * MINUTE


def test_of_a_booking_that_soon_ends_the_first_time_offered_is_one_that_still_comes(client: Client, booking):
    check_in(booking, by=booking.person, now=TEN)
    with clock.stopped_at(TEN + 80 * MINUTE):
        assert [time for _pick, time in client.get(f"/en{link_to(booking)}").context["earlier"]] == ["11:45"]


def test_a_place_is_drawn_as_ones_own_only_as_long_as_it_is(client: Client, booking):
    assert "is-yours" in client.get(link_to(booking)).text
    with clock.stopped_at(TEN + 80 * MINUTE):
        assert "is-yours" not in client.get(link_to(booking)).text  # nobody came
    check_in(booking, by=booking.person, now=TEN)
    with clock.stopped_at(TEN + 80 * MINUTE):
        assert "is-yours" in client.get(link_to(booking)).text
        client.post(at(booking, "check-out/"))
        assert "is-yours" not in client.get(link_to(booking)).text


def test_the_plan_of_a_cancelled_booking_paints_nothing(client: Client, booking):
    client.post(at(booking, "cancel/"))
    page = client.get(f"/en{link_to(booking)}").text
    assert "is-yours" not in page
    assert '<svg class="plan' not in page  # where nothing is marked a plan tells nothing


def test_moving_keeps_the_party_and_may_overlap_itself(client: Client, hub):
    _table, desks = make_table(hub)
    booking = make_booking(hub, desks, people=4, hours=2)
    page = client.get(at(booking, "change/") + "&date=2026-03-02&start=11:00&minutes=120")
    stay = page.context["stay"]
    assert stay is not None
    client.post(at(booking, "change/"), {"pick": stay.pick})
    booking.refresh_from_db()
    assert (booking.starts_at, booking.people, booking.spaces.count()) == (TEN + HOUR, 4, 4)


def test_a_move_that_loses_keeps_the_old_one_and_says_what_is_nearest(client: Client, hub, booking):
    other = make_space(hub, "A2")
    make_booking(hub, other)
    page = client.post(at(booking, "change/"), {"pick": f"{other.ref}@2026-03-02T10:00+60"})
    assert page.status_code == 409
    booking.refresh_from_db()
    assert booking.starts_at == TEN
    assert page.context["nearest"]


def test_who_books_the_same_again_after_cancelling_is_not_asked_for_the_name_again(client: Client, booking):
    client.post(at(booking, "cancel/"))
    page = client.get(link_to(booking))
    assert '<input type="hidden" name="name" value="Malee">' in page.text
    sent = {"pick": page.context["again"], "people": "1", "name": page.context["known_guest"]}
    held = client.post("/h/hub/book/holds/", sent)
    assert 'value="Malee"' in client.get(held.headers["Location"]).text
    client.force_login(booking.person, backend=BACKEND)
    assert client.get(link_to(booking)).context["known_guest"] == ""


def test_the_calendar_entry_follows_the_booking(client: Client, booking):
    address = link_to(booking, "ics")
    assert client.get(f"/bookings/{booking.ref}.ics").status_code == 404
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("PUBLISH", 0, "CONFIRMED")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (booking.starts_at, booking.ends_at)
    assert key_of(booking) in str(event["URL"])
    client.post(at(booking, "cancel/"))
    calendar = icalendar.Calendar.from_ical(client.get(address).content)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("CANCEL", 1, "CANCELLED")


def test_ones_own_calendar_needs_its_key(client: Client, booking):
    person = booking.person
    assert client.get(f"/calendar/{person.code}/wrong.ics").status_code == 404
    answer = client.get(f"/calendar/{person.code}/{feed_key_of(person)}.ics")
    assert len(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")) == 1


def test_the_hubs_calendar_names_nobody(client: Client, hub):
    make_booking(hub, make_space(hub, "Room", kind="room", seats=4), person=make_person("Malee"))
    text = client.get("/en/h/hub/calendar.ics").text
    assert "Malee" not in text
    assert "Room: taken" in text
    assert "hub: open" in text


def test_a_late_party_sees_that_it_is_here(client: Client, booking):
    check_in(booking, by=booking.person, now=TEN)
    assert client.get(link_to(booking)).context["cancel"].may is False
