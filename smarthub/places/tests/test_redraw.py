"""Drawing a floor anew: all of it or nothing, never over a colleague's work, never losing a booking's place."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.first_run import load_provinces
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.new_hub import NewHub, open_hub
from smarthub.places.actions.redraw import add_floor, redraw
from smarthub.places.models import Floor, Hub, Province, Space
from smarthub.places.queries.drawing import drawing_of
from smarthub.places.rules.picture import NOT_A_PICTURE, TOO_LARGE, why_not_picture
from smarthub.places.rules.redraw import CHANGED_MEANWHILE, FLOOR_SIZE, TOO_MUCH, UNKNOWN, UNREADABLE, read_drawing
from smarthub.places.rules.spaces import HAS_PARTS, NAME_TAKEN, PART_OF_ITSELF

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Hub:
    load_provinces()
    wish = NewHub(name_th="ที่คิด", province=Province.objects.get(pk="40"), week={0: [(540, 1080)]}, plan="shop")
    return open_hub(wish, host=make_person("Malee", joined_at=NOW), by=None, now=NOW)


@pytest.fixture
def host(hub: Hub) -> Any:
    return hub.hosts.get().person


def drawn(hub: Hub) -> dict[str, Any]:
    fresh = queries.hub_named(hub.slug)
    assert fresh
    book = queries.rulebook(fresh)
    return deepcopy(drawing_of(book, book.floors[0]))


def save(hub: Hub, drawing: dict[str, Any], by: Any) -> Any:
    return redraw(
        Floor.objects.get(hub=hub, level=1), read_drawing(drawing), edition=drawing["edition"], by=by, now=NOW
    )


def named(drawing: dict[str, Any], name: str) -> dict[str, Any]:
    return next(space for space in drawing["spaces"] if space["name_th"] == name)


def new(drawing: dict[str, Any], **more: Any) -> dict[str, Any]:
    return named(drawing, "Q1") | {"key": "n1", "is_new": True, "name_th": "X1"} | more


@pytest.mark.parametrize("plan", SAMPLES)
def test_a_drawing_that_changes_nothing_changes_nothing(plan: str) -> None:
    load_provinces()
    hub = open_hub(
        NewHub(name_th="ที่คิด", province=Province.objects.get(pk="40"), plan=plan),
        host=make_person("Malee", joined_at=NOW), by=None, now=NOW,
    )  # fmt: skip
    before = drawn(hub)
    done = save(hub, before, hub.hosts.get().person)
    assert (done.added, done.changed, done.removed) == (0, 0, 0)
    assert drawn(hub) | {"edition": ""} == before | {"edition": ""}


def test_a_desk_moves_a_wall_is_added_and_a_zone_takes_what_stands_in_it(hub: Hub, host: Any) -> None:
    drawing = drawn(hub)
    named(drawing, "Q1").update(x=100, y=750)
    drawing["outline"].append([[0, 500], [200, 500]])
    drawing["zones"].append(
        {
            "was": None,
            "name_th": "มุมเด็ก",
            "name_en": "",
            "mood": "family",
            "x": 50,
            "y": 720,
            "width": 200,
            "height": 150,
        }
    )
    done = save(hub, drawing, host)
    desk = Space.objects.get(hub=hub, name_th="Q1")
    assert (done.added, done.changed) == (0, 1)
    assert (desk.x, desk.y, desk.zone and desk.zone.name_th) == (100, 750, "มุมเด็ก")
    assert [[0, 500], [200, 500]] in Floor.objects.get(hub=hub).outline
    assert Entry.objects.filter(verb="floor-drawn").count() == 1


def test_a_copied_table_brings_its_desks(hub: Hub, host: Any) -> None:
    drawing = drawn(hub)
    table = new(drawing, key="n1", kind="table", name_th="โต๊ะ Z", seats=2, x=600, y=600)
    desks = [new(drawing, key=f"d{n}", name_th=f"Z{n}", part_of="n1", x=600 + 80 * n, y=600) for n in range(2)]
    drawing["spaces"] = [*desks, table, *drawing["spaces"]]
    assert save(hub, drawing, host).added == 3
    whole = Space.objects.get(hub=hub, name_th="โต๊ะ Z")
    assert {part.name_th for part in whole.parts.all()} == {"Z0", "Z1"}


def _in_one_another(drawing: dict[str, Any], many: int) -> list[dict[str, Any]]:
    return [
        new(drawing, key=f"h{n}", kind="hall", name_th=f"H{n}", part_of=f"h{n - 1}" if n else "") for n in range(many)
    ]


@pytest.mark.parametrize("many", [9, 900])
def test_a_long_chain_of_parts_is_a_sentence_however_long(hub: Hub, host: Any, many: int) -> None:
    drawing = drawn(hub)
    drawing["spaces"] = _in_one_another(drawing, many)
    with pytest.raises(Refused, match="too-deep"):
        save(hub, drawing, host)
    drawing["spaces"] = _in_one_another(drawn(hub), 8)
    assert save(hub, drawing, host).added == 8


def test_a_drawing_of_lists_in_lists_in_lists_is_a_sentence(client: Client, hub: Hub, host: Any) -> None:
    client.force_login(host)
    for sent in ("[" * 100_000, '{"drawing": ' + '{"a":' * 50_000, '{"drawing": ' + "9" * 10_000 + "}"):
        answer = client.post(f"/h/{hub.slug}/plan/1/", sent, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_two_spaces_swap_their_names(hub: Hub, host: Any) -> None:
    drawing = drawn(hub)
    one, other = named(drawing, "Q1"), named(drawing, "Q2")
    one["name_th"], other["name_th"] = "Q2", "Q1"
    save(hub, drawing, host)
    assert Space.objects.get(hub=hub, name_th="Q2").ref == one["key"]


def test_what_goes_gives_its_name_to_what_comes_and_its_row_stays(hub: Hub, host: Any) -> None:
    drawing = drawn(hub)
    old = named(drawing, "Q1")
    drawing["spaces"].append(new(drawing, name_th="Q1"))
    drawing["removed"] = [old["key"]]
    done = save(hub, drawing, host)
    assert (done.added, done.removed) == (1, 1)
    gone = Space.objects.get(ref=old["key"])
    assert (gone.removed_at, gone.removed_by) == (NOW, host)


def test_a_zone_that_goes_leaves_its_spaces(hub: Hub, host: Any) -> None:
    drawing = drawn(hub)
    drawing["zones"] = []
    save(hub, drawing, host)
    assert not hub.zones.exists()
    assert Space.objects.get(hub=hub, name_th="Q1").zone is None


def test_who_draws_on_an_old_edition_is_told_and_nothing_is_overwritten(hub: Hub, host: Any) -> None:
    mine, theirs = drawn(hub), drawn(hub)
    named(theirs, "Q1")["x"] = 200
    save(hub, theirs, host)
    named(mine, "Q2")["x"] = 300
    with pytest.raises(Refused) as refused:
        save(hub, mine, host)
    assert refused.value.refusal is CHANGED_MEANWHILE
    assert Space.objects.get(hub=hub, name_th="Q1").x == 200


def _twice(drawing: dict[str, Any]) -> None:
    named(drawing, "Q1")["name_th"] = "Q2"


def _ring(drawing: dict[str, Any]) -> None:
    table = named(drawing, "โต๊ะ A")
    table["part_of"] = named(drawing, "โต๊ะ B")["key"]
    named(drawing, "โต๊ะ B")["part_of"] = table["key"]


def _half_a_table(drawing: dict[str, Any]) -> None:
    drawing["removed"] = [named(drawing, "โต๊ะ A")["key"]]


def _stranger(drawing: dict[str, Any]) -> None:
    named(drawing, "Q1")["key"] = "nobody"


def _no_such_whole(drawing: dict[str, Any]) -> None:
    named(drawing, "Q1")["part_of"] = "nobody"


def _no_such_zone(drawing: dict[str, Any]) -> None:
    drawing["zones"][0]["was"] = 99


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (_twice, NAME_TAKEN),
        (_ring, PART_OF_ITSELF),
        (_half_a_table, HAS_PARTS),
        (_stranger, UNKNOWN),
        (_no_such_whole, UNKNOWN),
        (_no_such_zone, UNKNOWN),
        (lambda d: d.update(width=100), FLOOR_SIZE),
        (lambda d: d.update(outline=[[[0, 0], [1, 1]]] * 601), TOO_MUCH),
        (lambda d: d.update(outline=[{"gate": [[0, 0], [1, 1]]}]), UNREADABLE),
        (lambda d: d.update(outline=[{"door": [[0, 0], [1, 1], [2, 2]]}]), UNREADABLE),
        (lambda d: d.update(outline=[[[0, 0]]]), UNREADABLE),
        (lambda d: d.update(outline=[[[0, 0], [-1, 0]]]), UNREADABLE),
        (lambda d: d["spaces"][0].update(x="5"), UNREADABLE),
        (lambda d: d["spaces"][0].update(x=True), UNREADABLE),
        (lambda d: d["spaces"][0].update(x=10**400), UNREADABLE),
        (lambda d: d["spaces"][0].update(seats=-(2**31)), UNREADABLE),
        (lambda d: d["spaces"][0].update(name_en="\ud83d"), UNREADABLE),
        (lambda d: d["spaces"][0].update(is_new=0), UNREADABLE),
        (lambda d: d["spaces"][0].update(name_th="a\0b"), UNREADABLE),
        (lambda d: d["spaces"][0].update(name_th="ก" * 300), UNREADABLE),
        (lambda d: d["zones"][0].update(mood="loud"), UNREADABLE),
        (lambda d: d["zones"][0].update(name_th=" "), UNREADABLE),
        (lambda d: d.update(spaces={}), UNREADABLE),
        (lambda d: d.pop("zones"), UNREADABLE),
        (lambda d: d.update(zones=[1]), UNREADABLE),
    ],
)
def test_what_cannot_be_drawn_is_refused_whole(hub: Hub, host: Any, spoil: Any, refusal: object) -> None:
    drawing, before = drawn(hub), drawn(hub)
    named(drawing, "Q4")["x"] = 999 - 80
    spoil(drawing)
    with pytest.raises(Refused) as refused:
        save(hub, drawing, host)
    assert refused.value.refusal is refusal
    assert drawn(hub) == before


def test_the_page_draws_and_saves_for_the_host_alone(hub: Hub, host: Any, client: Client) -> None:
    address = f"/h/{hub.slug}/plan/"
    assert client.get(address).status_code == 302
    client.force_login(make_person("Somchai", joined_at=NOW))
    assert client.get(address).status_code == 404
    assert client.post(f"{address}1/", "{}", content_type="application/json").status_code == 404
    client.force_login(host)
    page = client.get(address)
    assert b'id="drawing"' in page.content
    drawing = drawn(hub)
    named(drawing, "Q1")["x"] = 200
    sent = {"edition": drawing["edition"], "sure": False, "drawing": drawing}
    answer = client.post(f"{address}1/", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200
    assert named(answer.json()["drawing"], "Q1")["x"] == 200
    late = client.post(f"{address}1/", json.dumps(sent), content_type="application/json")
    assert (late.status_code, late.json()["code"]) == (409, "changed-meanwhile")
    for nonsense in ("[]", "{", '{"drawing": []}'):
        answer = client.post(f"{address}1/", nonsense, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")
    assert client.post(f"{address}7/", "{}", content_type="application/json").status_code == 404


def test_another_floor_stands_above_the_highest(hub: Hub, host: Any, client: Client) -> None:
    client.force_login(host)
    answer = client.post(f"/h/{hub.slug}/plan/")
    assert answer["Location"].endswith("?floor=2")
    assert add_floor(hub, by=host, now=NOW).level == 3
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(PNG, None), (b"\xff\xd8\xff\xe0", None), (b"<svg>", NOT_A_PICTURE), (b"", NOT_A_PICTURE), (PNG + b"\0" * 8_000_000, TOO_LARGE)],
)  # fmt: skip
def test_which_pictures_may_lie_under_a_plan(data: bytes, refusal: object) -> None:
    assert why_not_picture(data) is refusal


def test_a_picture_is_for_hosts_and_goes_when_it_is_taken_away(
    hub: Hub, host: Any, client: Client, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    address = f"/h/{hub.slug}/plan/1/picture/"
    client.force_login(host)
    client.post(address, {"picture": SimpleUploadedFile("evil.svg", b"<svg/>")})
    assert client.get(address).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"picture": SimpleUploadedFile("../../plan.exe", PNG)})
        client.post(address, {"picture": SimpleUploadedFile("plan.png", PNG)})
    answer: Any = client.get(address)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/png", PNG)
    assert len(list(tmp_path.rglob("*.png"))) == 1
    other = Client()
    other.force_login(make_person("Somchai", joined_at=NOW))
    assert other.get(address).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"away": "1"})
    assert client.get(address).status_code == 404
    assert not list(tmp_path.rglob("*.png"))
