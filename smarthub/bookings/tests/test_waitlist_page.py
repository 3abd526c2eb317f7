"""Waiting on the pages."""

from datetime import timedelta
from typing import Any

import pytest

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.models import Wait
from smarthub.bookings.testing import NINE, make_booking
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.actions.change import new_edition
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import version_of
from smarthub.places.testing import make_space

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def test_a_stranger_waits_and_says_yes_by_their_link(hub: Hub, client: Any) -> None:
    booking = make_booking(hub, make_space(hub), hours=2)
    wish = "?date=2026-03-02&start=10:00&minutes=60&kind=desk"
    with clock.stopped_at(NINE):
        assert "/h/hub/wait/?" in client.get(f"/h/hub/book/{wish}").text
        assert client.get(f"/h/hub/wait/{wish}").status_code == 200
        assert client.post(f"/h/hub/wait/{wish}", {"name": ""}).status_code == 422
        answer = client.post(f"/h/hub/wait/{wish}", {"name": "ยายแก้ว"})
        wait = Wait.objects.get()
        assert answer.status_code == 302
        link = answer.headers["Location"]
        assert "คุณเป็นคิวแรก" in client.get(link).text
        assert client.get(f"/waits/{wait.ref}/").status_code == 404
        refused = client.post(link.replace("/?", "/answer/?"), {"answer": "yes"})
        assert refused.status_code == 409
        cancel(booking, by=make_person(), now=NINE)
        assert "มีที่ว่างสำหรับคุณ" in client.get(link).text
        answer = client.post(link.replace("/?", "/answer/?"), {"answer": "yes"})
        wait.refresh_from_db()
        assert wait.booking
        assert answer.headers["Location"].startswith(f"/bookings/{wait.booking.ref}/?key=")
        assert "ได้ที่แล้ว" in client.get(link).text


def test_who_says_yes_to_a_place_agrees_to_the_house_rules_that_stand_there(hub: Hub, client: Any) -> None:
    Hub.objects.filter(pk=hub.pk).update(house_rules_th="อยู่กันอย่างให้เกียรติ")
    new_edition(hub)
    hub = Hub.objects.get(pk=hub.pk)
    booking = make_booking(hub, make_space(hub))
    with clock.stopped_at(NINE):
        wish = "?date=2026-03-02&start=10:00&minutes=60&kind=desk"
        link = client.post(f"/h/hub/wait/{wish}", {"name": "ยายแก้ว"}).headers["Location"]
        cancel(booking, by=make_person(), now=NINE)
        assert f'name="agrees" value="{version_of(hub)}"' in client.get(link).text
        yes = link.replace("/?", "/answer/?")
        asked = client.post(yes, {"answer": "yes"})
        assert asked.status_code == 422
        assert "ก่อนการจองครั้งแรก" in asked.text
        assert client.post(yes, {"answer": "yes", "agrees": version_of(hub)}).status_code == 302
    assert places.has_agreed(hub, Wait.objects.get().person)


def test_who_is_signed_in_waits_in_their_own_name_and_can_leave(hub: Hub, client: Any) -> None:
    desk = make_space(hub)
    make_booking(hub, desk)
    client.force_login(person := make_person(joined_at=NINE))
    with clock.stopped_at(NINE):
        wish = f"?date=2026-03-02&start=10:00&minutes=60&space={desk.ref}"
        link = client.post(f"/h/hub/wait/{wish}").headers["Location"]
        wait = Wait.objects.get(person=person)
        assert list(wait.spaces.all()) == [desk]
        assert client.post(f"/waits/{wait.ref}/answer/", {"answer": "no"}).status_code == 302
        assert "ไม่รอแล้ว" in client.get(link).text
        free = client.post("/h/hub/wait/?date=2026-03-02&start=12:00&minutes=60&kind=desk")
    assert free.status_code == 409
    assert "เวลานี้มีที่ว่างอยู่" in free.text


def test_a_network_that_fills_the_list_is_slowed_down(hub: Hub, client: Any) -> None:
    make_booking(hub, make_space(hub))
    wish = "?date=2026-03-02&start=10:00&minutes=60&kind=desk"
    with clock.stopped_at(NINE):
        answers = [client.post(f"/h/hub/wait/{wish}", {"name": f"P{n}"}).status_code for n in range(21)]
    assert answers == [302] * 20 + [409]
