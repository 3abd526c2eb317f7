"""Adding, changing and removing spaces: the rule, the verbs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.spaces import Placed, add_space, change_space, put_spaces, remove_space
from smarthub.places.models import Hub, Space
from smarthub.places.rules.spaces import HAS_PARTS, SpaceWords, why_not_remove, why_not_space
from smarthub.places.testing import make_hub, make_space, make_table

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DESK = SpaceWords(kind="desk", name_th="A1")
TABLE = SpaceWords(kind="table", name_th="โต๊ะ A", seats=4, width=160, height=190)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (DESK, None),
        (TABLE, None),
        (replace(DESK, name_th=" "), "no-name"),
        (replace(DESK, name_th="ก" * 81), "name-too-long"),
        (replace(DESK, name_en="a" * 81), "name-too-long"),
        (replace(DESK, name_th="B1"), "name-taken"),
        (replace(DESK, kind="sofa"), "no-kind"),
        (replace(TABLE, seats=0), "seats"),
        (replace(TABLE, seats=1001), "seats"),
        (replace(DESK, turn=45), "turn"),
        (replace(DESK, width=29), "outside"),
        (replace(DESK, x=-1), "outside"),
        (replace(DESK, y=20_001), "outside"),
    ],
)
def test_a_space_has_a_name_of_its_own_seats_and_a_place(words: SpaceWords, code: str | None) -> None:
    refusal = why_not_space(words, names={"B1"})
    assert (refusal.code if refusal else None) == code


def _space(pk: int, kind: str = "hall", hub: int = 1) -> Space:
    return Space(pk=pk, hub_id=hub, kind=kind)


@pytest.mark.parametrize(
    ("whole", "space", "wholes", "code"),
    [
        (_space(1), None, {}, None),
        (_space(1), _space(2), {1: None, 2: None}, None),
        (_space(1, "desk"), None, {}, "no-parts"),
        (_space(1, hub=2), _space(2), {}, "part-elsewhere"),
        (_space(1), _space(1), {1: None}, "part-of-itself"),
        (_space(1), _space(2), {1: 3, 3: 2, 2: None}, "part-of-itself"),
        (_space(8), None, {n: n - 1 or None for n in range(1, 9)}, "too-deep"),
        (_space(7), _space(9), {n: n - 1 or None for n in range(1, 8)} | {9: None, 10: 9}, "too-deep"),
    ],
)
def test_a_part_belongs_to_a_whole_and_never_to_itself(
    whole: Space, space: Space | None, wholes: dict[int, int | None], code: str | None
) -> None:
    refusal = why_not_space(DESK, names=(), whole=whole, space=space, wholes=wholes)
    assert (refusal.code if refusal else None) == code


def test_a_whole_is_removed_after_its_parts() -> None:
    assert why_not_remove(has_parts=False) is None
    assert why_not_remove(has_parts=True) == HAS_PARTS


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub()


@pytest.fixture
def host(db: None) -> Person:
    return make_person()


def test_a_space_is_added_once(hub: Hub, host: Person) -> None:
    floor = hub.floors.get()
    space = add_space(hub, DESK, floor=floor, by=host, now=NOW)
    edition = queries.edition(hub.pk)
    assert add_space(hub, DESK, floor=floor, by=host, now=NOW) == space
    assert queries.edition(hub.pk) == edition
    with pytest.raises(Refused) as refused:
        add_space(hub, replace(DESK, is_walk_in_only=True), floor=floor, by=host, now=NOW)
    assert refused.value.refusal.code == "name-taken"


def test_a_space_is_changed_in_place(hub: Hub, host: Person) -> None:
    desk, floor = make_space(hub), hub.floors.get()
    changed = change_space(desk, replace(DESK, name_th="A2"), floor=floor, by=host, now=NOW)
    assert (changed.pk, changed.ref, changed.name_th, changed.sort_key) == (desk.pk, desk.ref, "A2", "a00000002")
    edition = queries.edition(hub.pk)
    change_space(desk, replace(DESK, name_th="A2"), floor=floor, by=host, now=NOW)
    assert queries.edition(hub.pk) == edition


def test_a_table_cannot_become_a_part_of_its_own_desk_or_itself(hub: Hub, host: Person) -> None:
    table, _desks = make_table(hub)
    with pytest.raises(Refused) as refused:
        change_space(table, TABLE, floor=hub.floors.get(), part_of=table, by=host, now=NOW)
    assert refused.value.refusal.code == "part-of-itself"


def test_a_removed_space_is_kept_and_its_name_is_free(hub: Hub, host: Person) -> None:
    desk = make_space(hub)
    removed = remove_space(desk, by=host, now=NOW)
    assert (removed.removed_at, removed.removed_by) == (NOW, host)
    assert remove_space(desk, by=host, now=datetime(2027, 1, 1, tzinfo=UTC)).removed_at == NOW
    hub.refresh_from_db()
    assert desk.pk not in queries.rulebook(hub).by_pk
    assert add_space(hub, DESK, floor=hub.floors.get(), by=host, now=NOW).pk != desk.pk


def test_a_table_is_removed_after_its_desks(hub: Hub, host: Person) -> None:
    table, desks = make_table(hub, desks=2)
    with pytest.raises(Refused):
        remove_space(table, by=host, now=NOW)
    for desk in desks:
        remove_space(desk, by=host, now=NOW)
    assert remove_space(table, by=host, now=NOW).removed_at


def test_a_list_adds_changes_and_leaves_alone(hub: Hub) -> None:
    floor = hub.floors.get()
    placed = [Placed(TABLE, floor), Placed(DESK, floor, part_of="โต๊ะ A")]
    assert put_spaces(hub, placed, by=None, now=NOW) == (2, 0)
    assert put_spaces(hub, placed, by=None, now=NOW) == (0, 0)
    placed[1] = Placed(replace(DESK, price_group="ที่นั่ง"), floor)
    assert put_spaces(hub, placed, by=None, now=NOW) == (0, 1)
    assert hub.spaces.get(name_th="A1").part_of is None
    assert Entry.objects.filter(verb="spaces-put").count() == 2
