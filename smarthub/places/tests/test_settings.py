"""The host's pages: who may, what they show, what they do."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.terms import set_policy
from smarthub.places.models import Host, Hub, Space
from smarthub.places.testing import make_host

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
PAGES = ("", "hours/", "days/", "prices/", "rules/", "rules/?for=room", "spaces/", "about/", "hosts/")
pytestmark = pytest.mark.at(NOW)


@pytest.fixture
def hub(db) -> Hub:
    call_command("first_run", stdout=StringIO())
    return Hub.objects.get()


@pytest.fixture
def host(hub) -> Person:
    person = make_person("ครูสมศรี", email="host@example.org", joined_at=NOW)
    make_host(hub, person, since=NOW)
    return person


@pytest.fixture
def desk(hub, host) -> Client:
    client = Client()
    client.force_login(host)
    return client


def _at(hub: Hub, page: str) -> str:
    return f"/h/{hub.slug}/settings/{page}"


@pytest.mark.parametrize("which", PAGES)
def test_only_who_runs_the_hub_finds_its_settings(hub, desk, which):
    assert desk.get(_at(hub, which)).status_code == 200
    stranger = Client()
    stranger.force_login(make_person("Malee"))
    assert stranger.get(_at(hub, which)).status_code == 404
    assert stranger.post(_at(hub, which)).status_code in {404, 405}


@pytest.mark.parametrize("which", PAGES)
def test_a_page_asks_as_little_for_many_spaces_as_for_few(hub, desk, which, django_assert_max_num_queries):
    desk.get(_at(hub, which))
    with django_assert_max_num_queries(6):
        desk.get(_at(hub, which))


def test_the_week_is_set_and_a_half_written_day_is_refused(hub, desk):
    week = {f"{name}_{day}_{n}": "" for name in ("opens", "closes") for day in range(7) for n in range(2)}
    week |= {"opens_0_0": "08:00", "closes_0_0": "12:00", "opens_0_1": "13:00", "closes_0_1": "00:00"}
    assert desk.post(_at(hub, "hours/"), week).status_code == 302
    assert list(hub.opening_hours.values_list("weekday", "opens", "closes")) == [(0, 480, 720), (0, 780, 1440)]
    assert desk.post(_at(hub, "hours/"), week | {"closes_0_0": ""}).status_code == 422
    answer = desk.post(_at(hub, "hours/"), week | {"closes_0_0": "13:30"})
    assert answer.status_code == 422
    assert "เวลาสองช่วงในวันเดียวกันซ้อนกัน" in answer.content.decode()
    assert hub.opening_hours.count() == 2


def test_a_day_is_closed_by_its_thai_date_and_cleared(hub, desk):
    said = {"do": "set", "day": "๓๐/๑๑/๒๕๖๙", "does": "closed", "reason_th": "ล้างแอร์"}
    assert desk.post(_at(hub, "days/"), said).status_code == 302
    assert hub.day_overrides.get().date == date(2026, 11, 30)
    assert "ล้างแอร์" in desk.get(_at(hub, "days/")).content.decode()
    assert desk.post(_at(hub, "days/"), {"do": "clear", "day": "2026-11-30"}).status_code == 302
    assert not hub.day_overrides.exists()
    assert desk.post(_at(hub, "days/"), {"do": "clear", "day": "?"}).status_code == 200
    assert desk.post(_at(hub, "days/"), {"do": "set", "day": "30/11/2569", "does": "open"}).status_code == 422


def test_holidays_of_the_year_are_listed_and_can_be_opened(hub, desk):
    page = desk.get(_at(hub, "days/")).content.decode()
    assert "วันรัฐธรรมนูญ" in page
    assert desk.post(_at(hub, "days/"), {"do": "holidays"}).status_code == 302
    hub.refresh_from_db()
    assert not hub.closes_on_holidays
    assert "2570" in page
    assert desk.get(_at(hub, "days/?year=2027")).status_code == 200


def test_a_holiday_is_opened_with_the_hours_of_its_weekday(hub):
    constitution_day = next(each for each in queries.odd_days(hub, 2026) if each.date == date(2026, 12, 10))
    assert (constitution_day.open, constitution_day.usual_opens, constitution_day.usual_closes) == (
        [],
        "09:00",
        "20:00",
    )


def test_prices_are_set_by_group_and_a_new_group_is_named(hub, desk):
    groups = [group for group, _per in queries.rulebook(hub).satang if _per == "hour"]
    said = {f"{per}_{n}": "" for n in range(len(groups)) for per in ("hour", "day")}
    first = desk.get(_at(hub, "prices/")).context["form"].groups[0]
    answer = desk.post(_at(hub, "prices/"), said | {"hour_0": "25.50", "group": "สวน", "hour": "10", "day": ""})
    assert answer.status_code == 302
    assert set(hub.rates.values_list("price_group", "per", "satang")) == {
        (first, "hour", 2550),
        ("สวน", "hour", 1000),
    }
    assert desk.post(_at(hub, "prices/"), said | {"hour_0": "-1", "group": ""}).status_code == 422


def test_rules_are_told_in_words_and_changed_where_they_are_attached(hub, desk):
    page = desk.get(_at(hub, "rules/")).content.decode()
    assert "จองล่วงหน้าได้ไม่เกิน 60" in page
    assert desk.post(_at(hub, "rules/?for=room"), {"buffer_minutes": "30"}).status_code == 302
    policy = hub.policies.get(kind="room")
    assert (policy.buffer_minutes, policy.cancel_minutes) == (30, None)
    answer = desk.post(_at(hub, "rules/?for=room"), {"shortest_minutes": "240", "longest_minutes": "60"})
    assert answer.status_code == 422
    space = Space.objects.get(name_th="A1")
    assert desk.post(_at(hub, f"rules/?for=space-{space.ref}"), {"longest_minutes": "60"}).status_code == 302
    assert "A1" in desk.get(_at(hub, "rules/")).content.decode()
    assert desk.get(_at(hub, "rules/?for=sofa")).status_code == 404


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", ["ตามกติการวม: 45\xa0นาที", "ตามกติการวม: ไม่จำกัด", "ตามกติการวม: เวลาเริ่ม"]),
        ("/en", ["as elsewhere: 45 minutes", "as elsewhere: no limit", "as elsewhere: it begins"]),
    ],
)
def test_a_rule_that_is_left_open_shows_what_holds_then(hub, desk, host, prefix, said):
    set_policy(hub, {"buffer_minutes": 45, "cancel_minutes": 0}, by=host, now=NOW)
    page = desk.get(f"{prefix}{_at(hub, 'rules/?for=booth')}").content.decode()
    for words in said:
        assert words in page


def test_in_a_zone_of_many_kinds_what_differs_is_left_open(hub, desk, host):
    desk_ = Space.objects.filter(kind="desk").exclude(zone=None).first()
    room = Space.objects.filter(kind="room").first()
    Space.objects.filter(pk=room.pk).update(zone=desk_.zone)
    set_policy(hub, {"buffer_minutes": 45}, kind="room", by=host, now=NOW)
    page = desk.get(f"/en{_at(hub, f'rules/?for=zone-{desk_.zone_id}')}").content.decode()
    assert '<option value="" selected>as the kind of each space says</option>' in page


def _said(space: Space, **more: object) -> dict[str, object]:
    return {
        "kind": space.kind, "name_th": space.name_th, "seats": space.seats, "floor": space.floor_id, "zone": "",
        "part_of": "", "x": space.x, "y": space.y, "width": space.width, "height": space.height, "turn": space.turn,
    } | more  # fmt: skip


def test_a_space_is_added_changed_and_removed(hub, desk):
    room = Space.objects.get(name_th="ห้องคราม")
    assert desk.post(_at(hub, "spaces/"), _said(room, name_th="ห้องใหม่")).status_code == 302
    new = Space.objects.get(name_th="ห้องใหม่")
    page = _at(hub, f"spaces/{new.ref}/")
    assert desk.get(page).status_code == 200
    assert desk.post(page, _said(new, name_th="ห้องคราม")).status_code == 422
    assert desk.post(page, _said(new, seats=9, price_group="ห้องเล็ก")).status_code == 302
    new.refresh_from_db()
    assert (new.seats, new.price_group) == (9, "ห้องเล็ก")
    assert desk.post(page, {"do": "remove"}).status_code == 302
    assert desk.get(page).status_code == 404
    hall = Space.objects.get(kind="hall")
    answer = desk.post(_at(hub, f"spaces/{hall.ref}/"), {"do": "remove"}, follow=True)
    assert "พื้นที่นี้มีส่วนย่อยอยู่" in answer.content.decode()


def test_the_texts_are_written_and_the_example_ends(hub, desk):
    form = desk.get(_at(hub, "about/")).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value()) is not None}
    assert desk.post(_at(hub, "about/"), said | {"phone": "042 111 222"}).status_code == 302
    assert Hub.objects.get().phone == "042 111 222"
    assert desk.post(_at(hub, "about/"), said | {"latitude": "17.4"}).status_code == 422
    assert "ตัวอย่าง" in desk.get(_at(hub, "")).content.decode()
    assert desk.post(_at(hub, "own/")).status_code == 302
    assert not Hub.objects.get().is_example


def _about(hub: Hub, desk: Client) -> dict[str, object]:
    """What a browser sends when nothing was changed: every line ends in its way."""
    form = desk.get(_at(hub, "about/")).context["form"]
    said = {name: value for name in form.fields if (value := form[name].value()) is not None}
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in said.items()}


def test_a_text_changed_in_one_language_alone_leads_to_the_other(hub, desk):
    mark, said, page = "This is still the example text.", _about(hub, desk), f"/en{_at(hub, 'about/')}"
    assert desk.get(page).content.decode().count(mark) == 2
    before = Hub.objects.get().house_rules_th
    text = desk.post(page, said, follow=True).content.decode()
    assert "still as it was" not in text
    assert Hub.objects.get().house_rules_th == before
    text = desk.post(page, said | {"house_rules_th": "เงียบ"}, follow=True).content.decode()
    assert 'The English text is still as it was; read it, too: <a href="#id_house_rules_en">' in text
    assert "The Thai text is still" not in text
    assert text.count(mark) == 1
    both = said | {"house_rules_th": "เงียบ ๆ", "house_rules_en": "Be quiet."}
    assert "still as it was" not in desk.post(page, both, follow=True).content.decode()
    only_english = both | {"name_en": "A new name"}
    assert (
        'The Thai text is still as it was; read it, too: <a href="#id_name_th">'
        in desk.post(page, only_english, follow=True).content.decode()
    )


def test_a_phone_number_that_nobody_can_call_is_told_and_an_old_one_stays(hub, desk):
    said = _about(hub, desk)
    wrong = desk.post(_at(hub, "about/"), said | {"phone": "043 123 45"})
    assert wrong.status_code == 422
    assert wrong.context["form"].has_error("phone", "not-a-phone")
    assert desk.post(_at(hub, "about/"), said | {"phone": "042-123-456 ต่อ 12"}).status_code == 302
    Hub.objects.update(phone="1111")
    assert desk.post(_at(hub, "about/"), said | {"phone": "1111"}).status_code == 302


def test_a_phone_number_that_was_left_alone_can_still_be_called_from_abroad(hub, desk):
    Hub.objects.update(phone="+6642123456")
    said = _about(hub, desk)
    assert said["phone"] == "042-123-456"
    assert desk.post(_at(hub, "about/"), said).status_code == 302
    assert Hub.objects.get().phone == "+6642123456"


def test_no_two_fields_of_the_page_of_days_have_one_id(hub, desk):
    ids = re.findall(r' id="([^"]+)"', desk.get(_at(hub, "days/")).content.decode())
    assert [each for each in ids if ids.count(each) > 1] == []


def test_a_host_appoints_another_and_the_last_one_stays(hub, desk, host):
    assert desk.post(_at(hub, f"hosts/{host.code}/end/"), follow=True).status_code == 200
    assert Host.objects.get().until is None
    assert desk.post(_at(hub, "hosts/"), {"email": "nobody@example.org"}).status_code == 422
    other = make_person("Malee", email="malee@example.org", joined_at=NOW)
    assert desk.post(_at(hub, "hosts/"), {"email": "Malee@example.org"}).status_code == 302
    assert queries.is_host(hub, other, now=NOW)
    assert desk.post(_at(hub, f"hosts/{other.code}/end/")).status_code == 302
    assert desk.post(_at(hub, f"hosts/{other.code}/end/")).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_are_for_everybody_on_a_phone(live, phone, axe: Callable[..., None], fits, language):
    call_command("first_run", stdout=StringIO())
    hub = Hub.objects.get()
    person = make_person("ครูสมศรี", joined_at=NOW)
    make_host(hub, person, since=NOW)
    client = Client()
    client.force_login(person)
    phone.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    pages = [_at(hub, page) for page in PAGES] + [_at(hub, f"spaces/{Space.objects.get(name_th='A1').ref}/")]
    for page in pages:
        phone.goto(language + page)
        axe(phone)
        fits(phone)


def test_nobody_learns_address_after_address_who_has_an_account(hub, desk):
    make_person("Malee", email="malee@example.org", joined_at=NOW)
    for n in range(20):
        assert desk.post(_at(hub, "hosts/"), {"email": f"n{n}@example.org"}).status_code == 422
    assert "มามากแล้ว" in desk.post(_at(hub, "hosts/"), {"email": "malee@example.org"}).text
    assert Host.objects.filter(hub=hub, person__name="Malee").count() == 0
