"""People asked along: a link each, yes or no, with or without a name."""

from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings import tasks
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.check_in import check_in
from smarthub.bookings.actions.guests import answer, invite
from smarthub.bookings.http import link_to, whole
from smarthub.bookings.models import Booking, Guest
from smarthub.bookings.queries import kiosk
from smarthub.bookings.rules.guests import why_not_answer, why_not_invite
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_space

HOUR = timedelta(hours=1)


def _booking(**more: Any) -> Booking:
    given: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR, "booked_at": NINE, "people": 4, **more}
    return Booking(**given)


@pytest.mark.parametrize(
    ("booking", "asked", "more", "code"),
    [
        (_booking(), 0, 3, None),
        (_booking(), 0, 4, "too-many-guests"),
        (_booking(), 2, 1, None),
        (_booking(), 3, 1, "too-many-guests"),
        (_booking(), 0, 0, "too-many-guests"),
        (_booking(people=1), 0, 1, "alone"),
        (_booking(cancelled_at=NINE), 0, 1, "cancelled"),
        (_booking(ends_at=TEN, starts_at=NINE), 0, 1, "over"),
        (_booking(no_show_at=TEN), 0, 1, "over"),
    ],
)
def test_as_many_are_asked_along_as_there_is_room(booking: Booking, asked: int, more: int, code: str | None) -> None:
    refusal = why_not_invite(booking, asked=asked, more=more, now=TEN)
    assert (refusal.code if refusal else None) == code


def test_an_answer_counts_until_it_is_over() -> None:
    assert why_not_answer(_booking(), now=TEN + HOUR / 2) is None
    assert why_not_answer(_booking(), now=TEN + HOUR)


@pytest.fixture
def booking(db: None) -> Booking:
    hub = make_hub()
    return make_booking(hub, make_space(hub, "R", kind=Space.Kind.ROOM, seats=6), people=3, person=make_person("Dao"))


@pytest.mark.django_db
def test_who_says_no_makes_room_for_another(booking: Booking) -> None:
    first, second = invite(booking, many=2, by=make_person(), now=NINE)
    with pytest.raises(Refused):
        invite(booking, many=1, by=make_person(), now=NINE)
    answer(first, says_yes=False, name="Mali", now=NINE)
    first.refresh_from_db()
    assert (first.answer, first.name) == ("no", "")
    assert len(invite(booking, many=1, by=make_person(), now=NINE)) == 1
    with pytest.raises(Refused, match="full"):  # somebody else was asked instead
        answer(first, says_yes=True, now=NINE)
    answer(second, says_yes=True, name="  Mali  Dee ", now=NINE)
    assert answer(second, says_yes=True, name="Mali Dee", now=TEN).answered_at == NINE
    cancel(booking, by=make_person(), now=NINE)
    with pytest.raises(Refused):
        answer(second, says_yes=False, now=NINE)


@pytest.mark.django_db
def test_names_go_a_month_after(booking: Booking) -> None:
    [guest] = invite(booking, many=1, by=make_person(), now=NINE)
    answer(guest, says_yes=True, name="Mali", now=NINE)
    for days, name in ((30, "Mali"), (31, "")):
        with clock.stopped_at(TEN + timedelta(days=days)):
            tasks.purge_past_slots.func()
        assert Guest.objects.get().name == name


@pytest.mark.django_db
def test_links_are_made_on_the_booking_s_page_and_answered_on_their_own(booking: Booking, client: Any) -> None:
    with clock.stopped_at(NINE):
        made = client.post(link_to(booking, "guests"), {"many": "2"})
        assert made.status_code == 302
        assert client.post(link_to(booking, "guests"), {"many": "x"}).status_code == 409
        first, second = Guest.objects.all()
        page = client.get(link_to(booking)).text
        assert link_to(first).replace("&", "&amp;") in page
        assert client.get(f"/guests/{first.ref}/").status_code == 404
        asked = client.get(link_to(first))
        assert "Dao" in asked.text
        assert booking.ref not in asked.text  # it opens nothing else
        client.post(link_to(first), {"answer": "yes", "name": "Mali"})
        client.post(link_to(second), {"answer": "yes", "name": ""})
        assert "Mali" in client.get(link_to(second)).text
        assert client.post(link_to(second), {"answer": "yes", "name": "x" * 121}).status_code == 422
        assert "แขกที่ไม่บอกชื่อ" in client.get(link_to(first)).text
        client.post(link_to(first), {"answer": "no"})
        assert "Mali" not in client.get(link_to(booking)).text
    with clock.stopped_at(TEN + 2 * HOUR):
        late = client.post(link_to(first), {"answer": "yes", "name": ""})
    assert late.status_code == 409


@pytest.mark.django_db
def test_a_booking_of_one_asks_nobody_along(client: Any) -> None:
    hub: Hub = make_hub()
    alone = make_booking(hub, make_space(hub))
    with clock.stopped_at(NINE):
        assert 'id="h-guests"' not in client.get(link_to(alone)).text
        assert client.post(link_to(alone, "guests"), {"many": "1"}).status_code == 409


@pytest.mark.django_db
def test_a_guest_reads_the_house_rules_and_checks_the_party_in_at_the_tablet(booking: Booking, client: Any) -> None:
    Hub.objects.update(house_rules_th="คุยเบา ๆ")
    coming, not_coming = invite(booking, many=2, by=make_person(), now=NINE)
    with clock.stopped_at(NINE):
        asked = client.get(link_to(coming))
        assert "คุยเบา" in asked.text
        assert not asked.context["qr"]
        client.post(link_to(coming), {"answer": "yes", "name": ""})
        client.post(link_to(not_coming), {"answer": "no"})
        assert client.get(link_to(coming)).context["qr"]
    party = kiosk.party(booking.hub, whole(link_to(coming)), at=TEN)
    assert party.booking == booking
    assert kiosk.party(booking.hub, whole(link_to(not_coming)), at=TEN).booking is None
    assert kiosk.party(make_hub("other"), whole(link_to(coming)), at=TEN).booking is None
    assert check_in(booking, by=make_person(), now=TEN).people == 3  # guests are counted with who asked them


def test_links_are_not_made_without_end(booking: Booking) -> None:
    assert booking.person
    for _time in range(40):
        (guest,) = invite(booking, many=1, by=booking.person, now=NINE)
        answer(guest, says_yes=False, now=NINE)
    with pytest.raises(Refused, match="asked-too-often"):
        invite(booking, many=1, by=booking.person, now=NINE)
