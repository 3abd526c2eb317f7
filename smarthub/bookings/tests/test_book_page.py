"""Booking, as a person does it: look, choose, say a name, confirm."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from smarthub.bookings.http import key_of, link_to
from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hall, make_hub, make_policy, make_rate, make_space, make_table

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE + 7 * MINUTE)]


def pick(space, start="10:00", minutes=60):
    spaces = space if isinstance(space, list) else [space]
    return f"{'.'.join(each.ref for each in spaces)}@2026-03-02T{start}+{minutes}"


def said(text: str) -> list[str]:
    """The buttons as they are read aloud."""
    return [re.sub(r"<[^>]+>", "", button).strip() for button in re.findall(r"<button[^>]*>(.*?)</button>", text, re.S)]


def hold(client, space, **more):
    return client.post("/h/hub/book/holds/", {"pick": pick(space), "people": "1"} | more)


# --- looking ----------------------------------------------------------------------------------------------------------


def test_it_opens_on_today_and_the_next_quarter_for_one_person_without_an_account(client: Client, hub):
    make_space(hub)
    page = client.get("/h/hub/book/")
    assert page.status_code == 200
    wish = page.context["wish"]
    assert (wish.starts_at, wish.ends_at, wish.people) == (NINE + 15 * MINUTE, NINE + 75 * MINUTE, 1)
    assert "วันจันทร์ที่ 2 มีนาคม 2569" in page.text


def test_in_english_too(client: Client, hub):
    make_space(hub)
    text = client.get("/en/h/hub/book/").text
    assert "Monday 2 March 2026" in text
    assert "desk A1, 9:15–\N{WORD JOINER}10:15, free, no charge" in said(text)


def test_each_choice_is_a_button_that_says_all_of_it(client: Client, hub):
    make_space(hub, price_group="seat")
    make_rate(hub, "seat", "hour", 20_00)
    text = client.get("/en/h/hub/book/?date=2569-03-02&start=14:00&minutes=60").text
    assert "desk A1, 14:00–\N{WORD JOINER}15:00, free, 20 baht" in said(text)


def test_after_closing_it_opens_on_the_next_day_that_is_open(client: Client, hub):
    make_space(hub)
    with clock.stopped_at(NINE + 9 * HOUR):
        page = client.get("/h/hub/book/")
    assert page.context["wish"].starts_at == NINE + 24 * HOUR
    assert page.context["is_today_over"]


@pytest.mark.parametrize(
    "query",
    [
        "date=tomorrow&start=99:99&minutes=-5&people=x&kind=y",
        "minutes=999999999999",
        "people=0",
        "date=2026-03-03&minutes=day",
    ],
)
def test_no_address_is_wrong(client: Client, hub, query):
    make_space(hub)
    assert client.get(f"/h/hub/book/?{query}").status_code == 200


def test_past_quarters_can_be_seen_but_not_chosen(client: Client, hub):
    make_space(hub)
    text = client.get("/en/h/hub/book/").text
    assert '<option value="09:00">9:00</option>' in text  # the quarter begun may still be had
    with clock.stopped_at(NINE + HOUR):
        assert '<option value="09:00" disabled>9:00 is over</option>' in client.get("/en/h/hub/book/").text


def test_a_closed_day_says_why_and_leads_to_the_next_open_one(client: Client):
    hub = make_hub("week", days=range(5))
    make_space(hub)
    page = client.get("/en/h/week/book/?date=2026-03-07&start=10:00")
    assert "On 7 March 2026 the hub is closed." in page.text
    assert "date=2026-03-09" in page.context["next_day"][1]


def test_what_is_taken_is_named_with_the_time_from_which_it_is_free(client: Client, hub):
    make_space(hub, "A2")
    make_booking(hub, make_space(hub))
    page = client.get("/en/h/hub/book/?start=10:00&minutes=60")
    assert [(each.name, each.text) for each, _address in page.context["later"]] == [("desk A1", "free from 11:00")]


def test_a_group_of_four_is_offered_one_table(client: Client, hub):
    make_table(hub, "T", desks=4)
    make_table(hub, "S", desks=2, x=2000)
    page = client.get("/en/h/hub/book/?people=4&start=10:00")
    (group,) = page.context["found"]
    (option,) = group.options
    assert option.name == "T: T1, T2, T3, T4" or "T1" in option.name
    held = client.post("/h/hub/book/holds/", {"pick": option.pick, "people": "4"})
    assert held.status_code == 302
    assert Booking.objects.get().spaces.count() == 4


def test_a_hall_is_one_choice(client: Client, hub):
    make_hall(hub)
    page = client.get("/h/hub/book/?kind=hall&people=15&start=10:00")
    assert [len(group.options) for group in page.context["found"]] == [1]


def test_when_nothing_fits_the_nearest_is_one_tap_away_with_why(client: Client, hub):
    make_booking(hub, make_space(hub))
    page = client.get("/en/h/hub/book/?start=10:15&minutes=60")
    assert page.context["count"] == 0
    whys = [option.why for option in page.context["nearest"]]
    assert whys
    assert all("later" in why or "earlier" in why or "shorter" in why for why in whys)


def test_the_page_asks_a_constant_number_of_queries(client: Client, hub, django_assert_max_num_queries):
    for n in range(3):
        make_space(hub, f"A{n}")
    client.get("/h/hub/book/")
    with django_assert_max_num_queries(6):
        client.get("/h/hub/book/?start=10:00")
    for n in range(3, 30):
        make_booking(hub, make_space(hub, f"A{n}"))
    client.get("/h/hub/book/")
    with django_assert_max_num_queries(6):
        client.get("/h/hub/book/?start=10:00")


def test_the_live_part_comes_alone(client: Client, hub):
    make_space(hub)
    text = client.get("/h/hub/book/", headers={"HX-Request": "true", "HX-Target": "found"}).text
    assert text.startswith("<section")
    assert "<html" not in text


def test_there_is_no_such_hub(client: Client):
    assert client.get("/h/nowhere/book/").status_code == 404


# --- choosing and confirming ------------------------------------------------------------------------------------------


def test_a_person_without_an_account_books_in_three_steps(client: Client, hub):
    held = hold(client, make_space(hub))
    assert held.status_code == 302
    confirm = client.get(held.headers["Location"])
    assert confirm.status_code == 200
    assert "data-countdown" in confirm.text
    done = client.post(held.headers["Location"], {"name": "  ยาย  สมศรี ", "phone": "081 234 5678"}, follow=True)
    booking = Booking.objects.get()
    assert done.redirect_chain == [(link_to(booking), 302)]
    assert booking.person
    assert (booking.person.name, booking.person.phone) == ("ยาย สมศรี", "+66812345678")
    assert not booking.person.has_account
    assert done.status_code == 200


def test_confirming_twice_is_one_booking_of_one_person(client: Client, hub):
    address = hold(client, make_space(hub)).headers["Location"]
    first = client.post(address, {"name": "Noi"})
    second = client.post(address, {"name": "Noi"})
    assert first.headers["Location"] == second.headers["Location"]
    assert (Booking.objects.count(), Person.objects.filter(name="Noi").count()) == (1, 1)


def test_who_is_signed_in_confirms_with_one_tap(client: Client, hub):
    person = make_person("Malee")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = hold(client, make_space(hub)).headers["Location"]
    assert "Malee" in client.get(address).text
    client.post(address)
    assert Booking.objects.get().person == person


def test_a_hold_is_nobody_elses(client: Client, hub):
    address = hold(client, make_space(hub)).headers["Location"]
    other = Client()
    answer = other.post(address, {"name": "Somebody"})
    assert answer.status_code == 409
    assert Booking.objects.get().booked_at is None


def test_without_a_name_everything_else_is_kept(client: Client, hub):
    address = hold(client, make_space(hub)).headers["Location"]
    page = client.post(address, {"name": " ", "phone": "0812345678"})
    assert page.status_code == 422
    assert 'value="0812345678"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_choosing_another_frees_the_place_and_keeps_the_wish(client: Client, hub):
    desk = make_space(hub)
    held = hold(client, desk)
    ref = Booking.objects.get().ref
    back = client.post(f"/h/hub/book/{ref}/choose-another/")
    assert Booking.objects.count() == 0
    assert "start=10%3A00" in back.headers["Location"]
    assert held.status_code == 302
    make_booking(hub, desk)


def test_a_place_that_went_meanwhile_is_409_with_what_is_nearest(client: Client, hub):
    desk = make_space(hub)
    make_space(hub, "A2")
    make_booking(hub, desk)
    page = hold(client, desk, name="ยายสมศรี")
    assert page.status_code == 409
    assert page.context["nearest"]
    again = client.post("/h/hub/book/holds/", {"pick": page.context["nearest"][0].pick, "people": "1"})
    assert 'value="ยายสมศรี"' in client.get(again.headers["Location"]).text


def test_a_hold_that_ran_out_keeps_what_was_typed_and_offers_the_same_again(client: Client, hub):
    desk = make_space(hub)
    address = hold(client, desk).headers["Location"]
    with clock.stopped_at(NINE + 20 * MINUTE):
        page = client.post(address, {"name": "ยายสมศรี", "phone": ""})
        assert page.status_code == 409
        assert 'value="ยายสมศรี"' in page.text
        same = page.context["nearest"][0]
        assert same.pick == pick(desk)
        again = client.post("/h/hub/book/holds/", {"pick": same.pick, "people": "1", "name": "ยายสมศรี"})
        assert 'value="ยายสมศรี"' in client.get(again.headers["Location"]).text
        assert client.post(again.headers["Location"], {"name": "ยายสมศรี"}).status_code == 302


def test_a_hold_that_ran_out_and_was_taken_offers_what_is_nearest(client: Client, hub):
    desk = make_space(hub)
    address = hold(client, desk).headers["Location"]
    make_booking(hub, desk, now=NINE + 20 * MINUTE)
    with clock.stopped_at(NINE + 21 * MINUTE):
        page = client.post(address, {"name": "Noi"})
    assert page.status_code == 409
    assert page.context["nearest"]
    assert all(option.pick != pick(desk) for option in page.context["nearest"])


def test_a_rule_that_stands_against_it_is_said_in_words(client: Client, hub):
    desk = make_space(hub)
    make_policy(hub, longest_minutes=30)
    page = hold(client, desk)
    assert page.status_code == 422
    assert page.context["refusal"].code == "too-long"


@pytest.mark.parametrize("nonsense", ["", "x", "nosuch@2026-03-02T10:00+60", "a@2026-99-02T10:00+60"])
def test_nonsense_leads_back_to_the_choice(client: Client, hub, nonsense):
    assert hold(client, make_space(hub), pick=nonsense).status_code == 302
    assert Booking.objects.count() == 0


def test_the_key_is_of_one_booking_only(hub):
    one, other = make_booking(hub, make_space(hub, "A1")), make_booking(hub, make_space(hub, "A2"), starts_at=TEN)
    assert key_of(one) != key_of(other)


def test_who_has_no_name_cannot_hold_the_whole_house(hub, monkeypatch):
    monkeypatch.setattr("smarthub.bookings.views.book.MOST_HOLDS", (2, timedelta(minutes=15)))
    desks = [make_space(hub, f"A{n}") for n in range(3)]
    assert [hold(Client(), desk).status_code for desk in desks] == [302, 302, 429]


@pytest.mark.parametrize("typed", ["23/11/2569", "2026-11-23", "23 พ.ย. 2569"])
def test_a_day_may_be_typed_in_either_era(client: Client, hub, typed):
    page = client.get("/h/hub/book/", {"date": typed})
    assert page.context["wish"].day == date(2026, 11, 23)
    assert 'value="23/11/2569"' in page.text
