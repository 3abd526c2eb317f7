"""Coming and leaving: the rule, the verb."""

from datetime import datetime, timedelta

import pytest

from smarthub.bookings.actions.check_in import check_in, come, leave
from smarthub.bookings.actions.release import close_overdue_visits, release_no_shows
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.queries import head_count
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_space

MINUTE = timedelta(minutes=1)


def _booking(**more: object) -> Booking:
    return Booking(starts_at=TEN, ends_at=TEN + 60 * MINUTE, **({"booked_at": NINE} | more))


@pytest.mark.parametrize(
    ("booking", "now", "code"),
    [
        (_booking(), TEN - 16 * MINUTE, "too-early"),
        (_booking(), TEN - 15 * MINUTE, None),
        (_booking(), TEN + 59 * MINUTE, None),
        (_booking(), TEN + 60 * MINUTE, "over"),
        (_booking(cancelled_at=NINE), TEN, "cancelled"),
        (_booking(booked_at=None), TEN, "not-booked"),
        (_booking(no_show_at=TEN + 15 * MINUTE), TEN + 20 * MINUTE, None),
        (_booking(terms={"early_minutes": 60}), TEN - 60 * MINUTE, None),
    ],
)
def test_check_in_opens_a_quarter_before_and_ends_with_the_booking(
    booking: Booking, now: datetime, code: str | None
) -> None:
    refusal = why_not_check_in(booking, now=now)
    assert (refusal.code if refusal else None) == code


@pytest.mark.django_db
def test_checking_in_twice_is_one_visit(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub))
    assert booking.person
    visit = check_in(booking, by=booking.person, now=TEN)
    assert check_in(booking, by=booking.person, now=TEN + 600 * MINUTE) == visit
    assert Visit.objects.count() == 1
    assert head_count(hub) == 1


@pytest.mark.django_db
def test_leaving_early_frees_the_rest_from_the_next_quarter_on(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), hours=2)
    assert booking.person
    visit = check_in(booking, by=booking.person, now=TEN)
    leave(visit, by=booking.person, now=TEN + 50 * MINUTE)
    assert leave(visit, by=booking.person, now=TEN + 55 * MINUTE).left_at == TEN + 50 * MINUTE
    make_booking(hub, desk, starts_at=TEN + 60 * MINUTE, now=TEN + 50 * MINUTE)
    assert head_count(hub) == 0


@pytest.mark.django_db
def test_a_group_comes_with_a_head_count_and_no_names(hub: Hub) -> None:
    come(hub, people=6, by=None, now=NINE)
    assert head_count(hub) == 6


@pytest.mark.django_db
def test_nobody_fills_the_house_alone(hub: Hub) -> None:
    person = make_person()
    visit = come(hub, people=2, person=person, by=person, now=NINE)
    assert come(hub, people=5, person=person, by=person, now=NINE + MINUTE) == visit
    with pytest.raises(Refused) as refused:
        come(hub, people=21, person=make_person(), by=person, now=NINE)
    assert refused.value.refusal.code == "people"
    come(hub, people=21, by=person, now=NINE, by_host=True)
    assert head_count(hub) == 23


@pytest.mark.django_db
def test_nobody_comes_when_the_hub_is_closed_but_a_host_may_let_them_in(hub: Hub) -> None:
    late = NINE + timedelta(hours=11)
    with pytest.raises(Refused) as refused:
        come(hub, by=None, now=late)
    assert refused.value.refusal.code == "closed"
    come(hub, by=make_person(), now=late, by_host=True)


@pytest.mark.django_db
def test_a_no_show_is_released_after_a_quarter_of_an_hour_and_stays_in_the_record(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), hours=2)
    assert release_no_shows(now=TEN + 14 * MINUTE) == 0
    assert release_no_shows(now=TEN + 16 * MINUTE) == 1
    assert release_no_shows(now=TEN + 17 * MINUTE) == 0
    booking.refresh_from_db()
    assert booking.no_show_at == TEN + 15 * MINUTE
    make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 16 * MINUTE)


@pytest.mark.django_db
def test_a_no_show_is_free_even_before_the_worker_came_by(hub: Hub) -> None:
    make_booking(hub, desk := make_space(hub), hours=2)
    make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 16 * MINUTE)


@pytest.mark.django_db
def test_a_booking_made_after_its_start_gets_the_same_time_to_come(hub: Hub) -> None:
    make_booking(hub, make_space(hub), starts_at=TEN, now=TEN + 14 * MINUTE, hours=2)
    assert release_no_shows(now=TEN + 28 * MINUTE) == 0
    assert release_no_shows(now=TEN + 29 * MINUTE) == 1


@pytest.mark.django_db
def test_who_forgot_to_check_out_left_at_closing_time_by_estimate(hub: Hub) -> None:
    visit = come(hub, by=None, now=NINE)
    assert close_overdue_visits(now=NINE + timedelta(hours=8)) == 0
    assert close_overdue_visits(now=NINE + timedelta(hours=9, minutes=5)) == 1
    visit.refresh_from_db()
    assert (visit.left_at, visit.left_how) == (NINE + timedelta(hours=9), Visit.LeftHow.CLOSING)


@pytest.mark.django_db
def test_who_comes_after_somebody_else_was_given_the_space_is_told_so(hub: Hub) -> None:
    desk = make_space(hub)
    late = make_booking(hub, desk, hours=2, person=(person := make_person()))
    make_booking(hub, desk, starts_at=TEN + 15 * MINUTE, now=TEN + 16 * MINUTE)
    with pytest.raises(Refused) as refused:
        check_in(late, by=person, now=TEN + 17 * MINUTE)
    assert refused.value.refusal.code == "released"


@pytest.mark.django_db
def test_who_comes_late_to_a_space_that_is_still_theirs_is_let_in(hub: Hub) -> None:
    late = make_booking(hub, make_space(hub), hours=2, person=(person := make_person()))
    assert check_in(late, by=person, now=TEN + 40 * MINUTE).came_at == TEN + 40 * MINUTE


@pytest.mark.django_db
def test_a_late_party_has_its_released_place_back_while_nobody_else_does(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), hours=2)
    release_no_shows(now=TEN + 16 * MINUTE)
    visit = check_in(booking, by=make_person(), now=TEN + 35 * MINUTE)
    booking.refresh_from_db()
    assert booking.no_show_at is None
    assert booking.slots.filter(starts_at__gte=TEN + 30 * MINUTE).count() == 6
    assert visit.came_at == TEN + 35 * MINUTE
    assert Entry.objects.filter(what=booking.ref, verb__in=("no-show", "came-late")).count() == 2
    with pytest.raises(Refused):
        make_booking(hub, desk, starts_at=TEN + 60 * MINUTE, now=TEN + 40 * MINUTE)


@pytest.mark.django_db
def test_a_late_party_is_told_when_somebody_else_has_its_place(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), hours=2)
    release_no_shows(now=TEN + 16 * MINUTE)
    make_booking(hub, desk, starts_at=TEN + 60 * MINUTE, now=TEN + 20 * MINUTE)
    with pytest.raises(Refused) as refused:
        check_in(booking, by=make_person(), now=TEN + 30 * MINUTE)
    assert refused.value.refusal.code == "released"
    booking.refresh_from_db()
    assert booking.no_show_at == TEN + 15 * MINUTE
