"""What a new house holds."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from django.core.management import call_command

from smarthub.places import queries
from smarthub.places.actions.first_run import load_provinces, open_first_hub
from smarthub.places.models import Grouping, Hub, Province, Space
from smarthub.places.testing import make_hub

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_all_provinces_are_there_and_loading_again_adds_none() -> None:
    load_provinces()
    load_provinces()
    assert Province.objects.count() == 77
    assert Province.objects.get(code="41").name_th == "อุดรธานี"
    assert Province.objects.first() == Province.objects.get(name_th="กระบี่")


@pytest.mark.django_db
def test_every_grouping_names_its_source_and_udon_thani_is_in_several() -> None:
    load_provinces()
    assert not Grouping.objects.filter(source="").exists()
    udon = Province.objects.get(code="41")
    assert {grouping.slug for grouping in udon.groupings.all()} == {
        "upper-north-east-1",
        "depa-central-isan",
        "north-east",
    }
    assert Grouping.objects.get(slug="neighbours-of-udon-thani").provinces.count() == 6


@pytest.mark.django_db
def test_the_first_hub_is_the_article_s_and_its_plan_an_example() -> None:
    call_command("first_run")
    call_command("first_run")
    hub = Hub.objects.get()
    assert (hub.slug, hub.is_official, hub.is_example, hub.opened_on) == ("udon-smart-hub", True, True, None)
    for part in ("ตลาดปรีชา", "322/19 ถนนประจักษ์ศิลปาคม", "ต.หมากแข้ง", "อ.เมือง", "จ.อุดรธานี", "41000"):
        assert part in hub.address_th


@pytest.mark.django_db
def test_the_starter_plan_has_what_a_hub_needs() -> None:
    load_provinces()
    hub = open_first_hub(now=NOW)
    assert hub
    book = queries.rulebook(hub)
    tables = {space.seats for space in book.spaces if space.kind == Space.Kind.TABLE}
    assert tables == {4, 6}
    hall = next(space for space in book.spaces if space.kind == Space.Kind.HALL)
    assert hall.seats == sum(part.seats for part in book.parts[hall.pk])
    assert {space.kind for space in book.spaces} == set(Space.Kind.values)
    assert any(space.is_walk_in_only for space in book.spaces)
    assert {space.kind for space in book.spaces if space.is_wheelchair_accessible} >= {
        "desk",
        "room",
        "booth",
        "workshop",
    }


@pytest.mark.django_db
def test_nothing_of_the_plan_lies_outside_its_floor_or_on_something_else() -> None:
    load_provinces()
    hub = open_first_hub(now=NOW)
    assert hub
    book = queries.rulebook(hub)
    leaves = [space for space in book.spaces if space.pk not in book.parts]
    for one in leaves:
        floor = next(floor for floor in book.floors if floor.pk == one.floor_id)
        assert 0 <= one.x <= floor.width - one.width, one.name_en
        assert 0 <= one.y <= floor.height - one.height, one.name_en
    on_top = [
        (one.name_en, other.name_en)
        for one, other in combinations(leaves, 2)
        if one.floor_id == other.floor_id
        and one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]
    assert on_top == []


@pytest.mark.django_db
def test_a_house_with_a_hub_keeps_it() -> None:
    make_hub("other")
    assert open_first_hub(now=NOW) is None
    assert Hub.objects.get().slug == "other"
