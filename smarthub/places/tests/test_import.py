"""Spaces from a CSV file and back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from smarthub.places import queries
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.rules.placing import Row, place, wide_enough
from smarthub.places.testing import make_hub, make_space

HEADINGS = "hub,floor,zone,kind,name,seats"


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub("udon")


@pytest.fixture
def take(tmp_path: Path):
    def call(text: str, *more: str, encoding: str = "utf-8") -> str:
        file, out = tmp_path / "spaces.csv", StringIO()
        file.write_bytes(text.encode(encoding))
        try:
            call_command("import", "spaces", str(file), *more, stdout=out)
        except CommandError as error:
            return out.getvalue() + str(error)
        return out.getvalue()

    return call


def _give() -> str:
    out = StringIO()
    call_command("export", "spaces", stdout=out)
    return out.getvalue()


def test_spaces_are_added_with_the_floor_and_the_zone_that_they_name(hub: Hub, take) -> None:
    assert "2 added" in take(f"{HEADINGS}\nudon,1,quiet zone,desk,A1,1\nudon,2,,ห้องประชุม,ห้องคราม,๘\n")
    desk, room = Space.objects.get(name_th="A1"), Space.objects.get(name_th="ห้องคราม")
    assert (desk.floor.level, desk.zone and desk.zone.mood) == (1, Zone.Mood.QUIET)
    assert (room.floor.level, room.kind, room.seats) == (2, "room", 8)


@pytest.mark.parametrize(("column", "most"), [("zone", 80), ("price_group", 40), ("amenities", 400)])
def test_a_cell_that_is_too_long_to_be_kept_is_named_with_its_line(hub: Hub, take, column: str, most: int) -> None:
    assert "1 added" in take(f"hub,floor,kind,name,seats,{column}\nudon,1,desk,A1,1,{'ก' * most}\n")
    said = take(f"hub,floor,kind,name,seats,{column}\nudon,1,desk,A2,1,{'ก' * (most + 1)}\n")
    assert f"line 2: “{column}” has at most {most} letters." in said
    assert list(Space.objects.values_list("name_th", flat=True)) == ["A1"]


def test_the_same_file_again_changes_nothing(hub: Hub, take) -> None:
    text = f"{HEADINGS}\nudon,1,quiet,desk,A1,1\n"
    take(text)
    edition = queries.edition(hub.pk)
    assert "0 added, 0 changed, 1 as before" in take(text, encoding="cp874")
    assert queries.edition(hub.pk) == edition


def test_a_row_says_only_what_its_columns_say(hub: Hub, take) -> None:
    make_space(hub, "A1", x=300, y=400, price_group="ที่นั่ง")
    assert "1 changed" in take("name,kind,seats,hub\nA1,booth,2,udon\n")
    space = Space.objects.get()
    assert (space.kind, space.seats, space.x, space.y, space.price_group) == ("booth", 2, 300, 400, "ที่นั่ง")


def test_five_hundred_rows_with_twenty_bad_ones_name_the_twenty_and_take_none(hub: Hub, take) -> None:
    bad = {
        3: ("nowhere,1,,desk,X,1", "There is no hub called “nowhere”."),
        7: ("udon,1,,sofa,X,1", "There is no kind called “sofa”"),
        9: ("udon,1,,desk,,1", "A space needs a name."),
        11: ("udon,1,,desk,X11,many", "“seats” must be a whole number, not “many”."),
        13: ("udon,1,,desk,X13,0", "A space has from 1 to 1000 seats."),
        15: ("udon,cellar,,desk,X15,1", "There is no floor called “cellar”."),
        17: ("udon,1,,desk,A2,1", "The name “A2” is on line 2 already."),
        19: (f"udon,1,,desk,{'ก' * 81},1", "A name has at most 80 letters."),
        21: ("udon,1.5,,desk,X21,1", "There is no floor called “1.5”."),
        23: ("udon,999,,desk,X23,1", "There is no floor called “999”."),
    } | dict.fromkeys(range(300, 310), ("udon,1,,desk,Y,-1", "A space has from 1 to 1000 seats."))
    lines = [bad[n][0] if n in bad else f"udon,1,,desk,A{n},1" for n in range(2, 502)]
    said = take("\n".join([HEADINGS, *lines]))
    named = [line.partition(": ") for line in said.splitlines() if line.startswith("line ")]
    assert [int(number.removeprefix("line ")) for number, _colon, _why in named] == sorted(bad)
    for number, _colon, why in named:
        assert bad[int(number.removeprefix("line "))][1] in why
    assert "20 of 500 rows cannot be taken in; nothing was changed." in said
    assert not Space.objects.exists()


def test_a_try_changes_nothing(hub: Hub, take) -> None:
    assert "Would be 1 added" in take(f"{HEADINGS}\nudon,7,new,desk,A1,1\n", "--dry-run")
    assert (Space.objects.count(), Floor.objects.count(), Zone.objects.count()) == (0, 1, 0)


def test_a_table_stands_around_its_desks_and_a_hall_around_its_rooms(hub: Hub, take) -> None:
    rows = [f"udon,1,,desk,A{n},1,A" for n in range(1, 5)]  # before the table that they are parts of
    rows += ["udon,1,,table,A,4,", "udon,1,,hall,H,20,", "udon,1,,room,H1,10,H", "udon,1,,room,H2,10,H"]
    assert "8 added" in take("\n".join([f"{HEADINGS},part_of", *rows]))
    book = queries.rulebook(Hub.objects.get())
    for whole in (space for space in book.spaces if space.pk in book.parts):
        for part in book.parts[whole.pk]:
            assert whole.x <= part.x <= part.x + part.width <= whole.x + whole.width
            assert whole.y <= part.y <= part.y + part.height <= whole.y + whole.height
    assert {len(parts) for parts in book.parts.values()} == {4, 2}
    assert book.floors[0].height >= max(space.y + space.height for space in book.spaces)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["udon,1,,desk,A,1,B"], "line 2: There is no space called “B” to be a part of."),
        (["udon,1,,desk,A,1,A1"], "line 2: Only tables, rooms, workshops and halls are made of parts."),
        (["udon,1,,hall,A,1,A"], "line 2: A space cannot be a part of itself."),
        (
            [f"udon,1,,hall,D{n},1,{f'D{n - 1}' if n else ''}" for n in range(1200)],
            "line 10: At most 8 spaces lie in one another: a desk, its table, its room, its hall.",
        ),
        (["udon,1,,hall,A,1,B", "udon,1,,hall,B,1,A"], "line 3: A space cannot be a part of itself."),
    ],
)
def test_a_part_needs_a_whole(hub: Hub, take, rows: list[str], sentence: str) -> None:
    make_space(hub, "A1")
    assert sentence in take("\n".join([f"{HEADINGS},part_of", *rows]))


def test_what_is_exported_is_imported_as_it_was(db: None, take) -> None:
    call_command("first_run", stdout=StringIO())
    text = _give()
    assert "0 added, 0 changed, 60 as before" in take(text)
    Space.objects.filter(kind="desk").delete()
    Space.objects.exclude(part_of=None).delete()
    Space.objects.all().delete()
    assert "60 added" in take(text)
    assert _give() == text or sorted(_give().splitlines()) == sorted(text.splitlines())


def test_ticks_and_unknown_columns(hub: Hub, take) -> None:
    said = take("hub,kind,name,seats,wheelchair,walk_in_only,amenities,colour\nudon,desk,A1,1,ใช่,no,power lamp,red\n")
    assert "The column colour is not known and was passed over." in said
    desk = Space.objects.get()
    assert (desk.is_wheelchair_accessible, desk.is_walk_in_only, desk.amenities) == (True, False, ["power", "lamp"])
    assert "“wheelchair” is yes or no, not “maybe”." in take("hub,kind,name,seats,wheelchair\nudon,desk,A1,1,maybe\n")
    hub.floors.create(level=2, name_th="ชั้น 2")
    assert "line 2: Say on which floor." in take("hub,kind,name,seats\nudon,desk,A9,1\n")


def test_a_file_that_cannot_be_read_is_said_so(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file"):
        call_command("import", "spaces", str(tmp_path / "absent.csv"))
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(CommandError, match=r"The file is empty\."):
        call_command("import", "spaces", str(tmp_path / "empty.csv"))


def test_a_new_space_stands_below_what_is_there_and_a_floor_with_room_stays_as_it_is(hub: Hub, take) -> None:
    make_space(hub, "A1", y=100, height=70)
    take(f"{HEADINGS}\nudon,1,,desk,A2,1\n")
    assert Space.objects.get(name_th="A2").y > 170
    assert hub.floors.get().height == 1000


def test_a_row_that_is_full_goes_on_below() -> None:
    row = Row(400, top=0)
    spots = [place(row, "desk")[:2] for _n in range(4)]
    assert spots == [(60, 0), (160, 0), (260, 0), (60, 140)]
    assert row.bottom == 320


@pytest.mark.parametrize(("spaces", "wide"), [(1, 1000), (61, 2000), (500, 3000)])
def test_a_floor_for_many_is_wider(spaces: int, wide: int) -> None:
    assert wide_enough(spaces) == wide


def test_a_floor_that_was_made_has_walls_around_all_of_it(hub: Hub, take) -> None:
    take("\n".join([HEADINGS, *(f"udon,4,,room,R{n},4" for n in range(30))]))
    floor = Floor.objects.get(level=4)
    assert floor.outline == [[[0, 0], [1000, 0], [1000, floor.height], [0, floor.height], [0, 0]]]
    assert all(space.y + space.height < floor.height for space in floor.spaces.all())
