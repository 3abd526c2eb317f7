"""Another hub, anywhere: in a page of twelve questions, or with one command."""

import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.first_run import load_provinces
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.hub import describe_hub
from smarthub.places.actions.new_hub import NewHub, open_hub
from smarthub.places.forms import NewHubForm
from smarthub.places.models import Host, Hub, Province
from smarthub.places.rules.new_hub import NO_NAME, THERE_ALREADY, why_not_open_hub

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WORDS_OF_UDON = re.compile("อุดร|ปรีชา|บ้านเชียง|บัวแดง|คราม|Udon|Pricha|Ban Chiang|Red Lotus|Indigo")
ANSWERS: dict[str, Any] = {
    "name_th": "ลานคิดขอนแก่น",
    "name_en": "Lan Khit",
    "province": "40",
    "days": ["0", "1", "2", "3", "4", "5", "6"],
    "opens": "08:00",
    "closes": "20:00",
    "plan": "house",
    "seat_satang": "25",
    "room_satang": "120.50",
}


@pytest.mark.parametrize(
    ("name", "is_there", "refusal"), [("A", False, None), ("A", True, THERE_ALREADY), (" ", False, NO_NAME)]
)
def test_when_a_hub_may_be_opened(name: str, is_there: bool, refusal: object) -> None:
    assert why_not_open_hub(name, is_there=is_there) is refusal


def test_it_takes_at_most_twelve_answers() -> None:
    assert len(NewHubForm().fields) <= 12


@pytest.mark.django_db
@pytest.mark.parametrize("plan", SAMPLES)
def test_a_hub_of_every_sample_holds_together_and_has_nothing_of_udon_thani(plan: str) -> None:
    load_provinces()
    wish = NewHub(name_th="ที่คิด", province=Province.objects.get(pk="40"), week={0: [(540, 1080)]}, plan=plan)
    hub = open_hub(wish, host=make_person("Somchai"), by=None, now=NOW)
    book = queries.rulebook(hub)
    for whole, parts in book.parts.items():
        assert book.by_pk[whole].seats == sum(part.seats for part in parts)
    for space in book.spaces:
        assert 0 <= space.x <= space.x + space.width <= space.floor.width
        assert 0 <= space.y <= space.y + space.height <= space.floor.height
    named: list[Any] = [hub, *book.spaces]
    said = " ".join(f"{each.name_th} {each.name_en}" for each in named)
    assert not WORDS_OF_UDON.search(f"{said} {hub.slug} {hub.house_rules_th} {hub.house_rules_en}")


@pytest.mark.django_db
@pytest.mark.parametrize("plan", SAMPLES)
def test_who_says_a_price_for_a_seat_has_it_for_every_seat_that_can_be_booked(plan: str) -> None:
    load_provinces()
    province = Province.objects.get(pk="40")
    wish = NewHub(name_th="ที่คิด", province=province, plan=plan, seat_satang=2000, room_satang=10000)
    book = queries.rulebook(open_hub(wish, host=make_person("Somchai"), by=None, now=NOW))
    leaves = [space for space in book.spaces if space.pk not in book.parts]
    free = {space.is_walk_in_only for space in leaves if (space.price_group, "hour") not in book.satang}
    assert free <= {True}


@pytest.mark.django_db
def test_two_of_one_name_in_a_province_are_refused_and_the_second_leaves_nothing() -> None:
    load_provinces()
    wish = NewHub(name_th="ที่คิด", province=Province.objects.get(pk="40"))
    host = make_person("Somchai")
    open_hub(wish, host=host, by=None, now=NOW)
    with pytest.raises(Refused) as refused:
        open_hub(wish, host=host, by=None, now=NOW)
    assert refused.value.refusal is THERE_ALREADY
    assert Hub.objects.count() == Host.objects.count() == 1


@pytest.mark.parametrize(("days", "closes"), [(["0", "5"], True), (["0", "5", "7"], False)])
@pytest.mark.django_db
def test_public_holidays_are_open_only_where_it_is_said(days: list[str], closes: bool) -> None:
    load_provinces()
    form = NewHubForm(ANSWERS | {"days": days})
    assert form.is_valid(), form.errors
    hub = open_hub(form.wish(), host=make_person("Somchai"), by=None, now=NOW)
    assert hub.closes_on_holidays is closes
    assert set(hub.opening_hours.values_list("weekday", flat=True)) == {0, 5}


@pytest.mark.django_db
def test_a_hub_that_opens_on_public_holidays_alone_would_never_open() -> None:
    load_provinces()
    form = NewHubForm(ANSWERS | {"days": ["7"]})
    assert form.has_error("days", "required")


@pytest.mark.django_db
def test_an_admin_opens_it_in_one_page_and_hands_the_host_their_link_once(client: Client) -> None:
    load_provinces()
    client.force_login(make_person("Malee", joined_at=NOW, admin_since=NOW))
    assert client.get("/hubs/new/").status_code == 200
    answer = client.post("/hubs/new/", ANSWERS | {"host": "สมศรี"})
    assert answer.status_code == 302
    hub = Hub.objects.get()
    assert (hub.slug, hub.province.pk, answer["Location"]) == ("lan-khit", "40", "/h/lan-khit/opened/")
    assert Host.objects.get().person.name == "สมศรี"
    assert "<code>http" in client.get(answer["Location"]).content.decode()
    assert "<code>http" not in client.get(answer["Location"]).content.decode()
    assert {rate.satang for rate in hub.rates.all()} == {2500, 12050}
    assert hub.opening_hours.count() == 7
    public = Client().get("/").content.decode()
    assert "ลานคิดขอนแก่น" in public
    assert not WORDS_OF_UDON.search(public)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", ["เลือกจังหวัด", "อ่านตัวอย่างกติกา", "โซนเงียบ: ปิดเสียงโทรศัพท์"]),
        ("/en", ["Choose a province", "Read the example rules", "Quiet zone: phones on silent"]),
    ],
)
def test_the_page_says_what_is_free_and_which_rules_are_published(client: Client, prefix: str, said: list[str]) -> None:
    load_provinces()
    client.force_login(make_person("Malee", joined_at=NOW, admin_since=NOW))
    page = client.get(f"{prefix}/hubs/new/").content.decode()
    assert "---" not in page
    for words in said:
        assert words in page


@pytest.mark.django_db
def test_what_to_do_next_leads_to_the_page_the_desk_and_the_rules_until_they_are_one_s_own(client: Client) -> None:
    load_provinces()
    host = make_person("Malee", joined_at=NOW, admin_since=NOW)
    client.force_login(host)
    page = client.post("/en/hubs/new/", ANSWERS, follow=True).content.decode()
    for way in ("/en/h/lan-khit/", "/en/h/lan-khit/desk/", "#id_house_rules_th"):
        assert f'{way}"' in page
    describe_hub(Hub.objects.get(), {"house_rules_th": "ก", "house_rules_en": ""}, by=host, now=NOW)
    assert "#id_house_rules_th" not in client.get("/en/h/lan-khit/opened/").content.decode()


@pytest.mark.django_db
def test_a_wrong_answer_keeps_what_was_typed(client: Client) -> None:
    load_provinces()
    client.force_login(make_person("Malee", joined_at=NOW, admin_since=NOW))
    answer = client.post("/en/hubs/new/", ANSWERS | {"phone": "043 123 45"})
    assert answer.status_code == 422
    assert 'id="id_phone_error"' in answer.content.decode()
    assert "Write a phone number, for example" in answer.content.decode()
    answer = client.post("/hubs/new/", ANSWERS | {"opens": "20:00", "closes": "08:00"})
    assert answer.status_code == 422
    assert "ลานคิดขอนแก่น" in answer.content.decode()
    assert not Hub.objects.exists()


@pytest.mark.django_db
def test_for_everybody_else_there_is_no_such_page(client: Client) -> None:
    client.force_login(make_person("Somchai", joined_at=NOW))
    assert client.get("/hubs/new/").status_code == 404
    assert client.post("/hubs/new/", ANSWERS).status_code == 404


@pytest.mark.django_db
def test_a_house_without_the_first_hub_waits_for_its_own(client: Client, settings: Any) -> None:
    settings.FIRST_HUB = "none"
    out = StringIO()
    call_command("first_run", stdout=out)
    call_command("first_host_link", stdout=out)
    assert not Hub.objects.exists()
    link = out.getvalue().split()[-1]
    path = link.removeprefix(settings.SMARTHUB_URL)
    assert client.get(path).status_code == 200
    client.post(path)
    assert "/hubs/new/" in client.get("/").content.decode()


@pytest.mark.django_db
def test_one_command_opens_a_hub_and_prints_the_way_in(settings: Any) -> None:
    out = StringIO()
    call_command("open_hub", "ลานคิด", "--province", "40", "--seat", "20", stdout=out)
    address, _says, link = out.getvalue().splitlines()
    assert address == f"{settings.SMARTHUB_URL}/h/{Hub.objects.get().slug}/"
    assert link.startswith(settings.SMARTHUB_URL)
    with pytest.raises(CommandError, match=r"ชื่อนี้อยู่แล้ว|already"):
        call_command("open_hub", "ลานคิด", "--province", "40", stdout=out)
    with pytest.raises(CommandError, match="province"):
        call_command("open_hub", "อีกที่", "--province", "xx", stdout=out)
