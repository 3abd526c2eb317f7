"""The host's queue of reports."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from smarthub.kit import clock
from smarthub.people.actions.safety import report
from smarthub.people.models import Person, Report
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_host_takes_finds_out_and_answers(client):
    hub, host, mali, ton = make_hub(), make_person("Host"), make_person("Mali"), make_person("ต้น")
    make_host(hub, host, since=NOW)
    with clock.stopped_at(NOW):
        told = report(by=mali, text="เขาตะโกน", who="คนชื่อต้น", hub="hub", now=NOW)
        about_host = report(by=mali, text="เขาเอง", about=host, now=NOW)
        client.force_login(mali)
        assert client.get("/h/hub/reports/").status_code == 404
        client.force_login(host)
        text = client.get("/h/hub/reports/").text
        assert "เขาตะโกน" in text
        assert "เขาเอง" not in text
        page = f"/h/hub/reports/{told.code}/"
        assert client.get(f"/h/hub/reports/{about_host.code}/").status_code == 404
        assert ton.code in client.get(page, {"find": "ต้น"}).text
        client.post(page)
        client.post(page, {"about": ton.code})
        client.post(page, {"answer": " "})
        assert Report.objects.get(pk=told.pk).state == "taken"
        client.post(page, {"answer": "คุยกันแล้ว"})
        client.post(page)
        told.refresh_from_db()
        assert (told.state, told.about, told.taken_by) == ("answered", ton, host)
        assert "คุยกันแล้ว" in client.get(page).text
        assert "คุยกันแล้ว" not in client.get("/h/hub/reports/").text


# --- who reads what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def house() -> dict[str, Any]:
    """Two hubs with a host each, two people of the first, one of the second, and a steward."""
    one, two = make_hub("one"), make_hub("two")
    people = {"one": make_person("One", first_hub="one"), "two": make_person("Two", first_hub="two")}
    make_host(one, people["one"], since=NOW)
    make_host(two, people["two"], since=NOW)
    people |= {"steward": make_person("Steward", admin_since=NOW)}
    people |= {"mali": make_person("Mali", first_hub="one"), "ton": make_person("Ton", first_hub="one")}
    people |= {"dao": make_person("Dao", first_hub="two")}
    return {"hubs": {"one": one, "two": two}, **people}


def readers(house: dict[str, Any], told: Report) -> set[str]:
    asked = [("one", "one"), ("two", "two"), ("steward", "one"), ("steward", "two")]
    return {
        who
        for who, hub in asked
        if queries.is_host(house["hubs"][hub], house[who], now=NOW)
        and told in queries.reports_at(house["hubs"][hub], house[who], now=NOW)
    }


@pytest.mark.parametrize(
    ("by", "about", "hub", "who"),
    [
        ("mali", "ton", "one", {"one", "steward"}),
        ("mali", "ton", "", {"one", "steward"}),  # the hub that both share
        ("mali", "ton", "no-such-hub", {"one", "steward"}),
        ("mali", "dao", "", {"steward"}),  # they share none
        ("mali", "dao", "two", {"two", "steward"}),  # where it happened is what counts
        ("mali", None, "", {"one", "steward"}),  # nobody knows yet who it was: where the writer goes
        ("mali", "one", "one", {"steward"}),  # the only host is whom it is about
        ("mali", "one", "", {"steward"}),
        ("one", "ton", "one", {"steward"}),  # a host's own report is not theirs to answer
        ("mali", "steward", "", {"one", "two"}),  # no steward may: the hosts of all hubs
        ("mali", "steward", "one", {"one"}),
        ("steward", "one", "one", {"two"}),  # of all who could read it, the only one who is neither
        ("steward", "one", "", {"two"}),
    ],
)
def test_a_report_reaches_somebody_and_never_whom_it_is_about(
    house: dict[str, Any], by: str, about: str | None, hub: str, who: set[str]
) -> None:
    told = report(by=house[by], text="x", about=house[about] if about else None, hub=hub, now=NOW)
    assert readers(house, told) == who


def test_without_stewards_what_nobody_could_read_is_for_all_hosts(house: dict[str, Any]) -> None:
    Person.objects.filter(pk=house["steward"].pk).update(admin_since=None)
    house["steward"].refresh_from_db()
    told = report(by=house["mali"], text="x", about=house["one"], hub="one", now=NOW)
    assert readers(house, told) == {"two"}
    assert readers(house, report(by=house["mali"], text="y", about=house["dao"], now=NOW)) == {"one", "two"}


def test_in_a_house_with_one_hub_its_hosts_read_everything(client: Client) -> None:
    make_host(hub := make_hub(), host := make_person("Host"), since=NOW)
    told = [report(by=make_person(), text="x", hub=each, now=NOW) for each in ("", "hub", "nowhere")]
    assert list(queries.reports_at(hub, host, now=NOW)) == told


def test_who_found_out_by_a_host_is_of_the_hub(client: Client, house: dict[str, Any]) -> None:
    told = report(by=house["mali"], text="เขาตะโกน", hub="one", now=NOW)
    client.force_login(house["one"])
    with clock.stopped_at(NOW):
        page = f"/h/one/reports/{told.code}/"
        assert house["dao"].code not in client.get(page, {"find": "Dao"}).text
        assert client.post(page, {"about": house["dao"].code}).status_code == 404
        assert client.get(f"/h/two/reports/{told.code}/").status_code == 404
