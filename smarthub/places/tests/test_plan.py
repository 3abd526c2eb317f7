"""The plan as a picture."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.template import Context, Template
from django.utils import translation

from smarthub.places import queries
from smarthub.places.models import Floor, Hub, Space
from smarthub.places.rules import drawing
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.testing import make_hall, make_hub, make_space

TEMPLATE = "{% load plan %}{% plan book floor states=states links=links labels=labels %}"


def _draw(book: Rulebook, floor: Floor, **more: object) -> str:
    return Template(TEMPLATE).render(Context({"book": book, "floor": floor, **more}))


@pytest.fixture
def book(db) -> Rulebook:
    call_command("first_run", stdout=StringIO())
    return queries.rulebook(Hub.objects.get())


def _pk(name: str) -> int:
    return Space.objects.get(name_th=name).pk


def test_a_space_says_its_name_and_its_state_and_leads_where_it_can_be_chosen(book):
    states = {_pk("A1"): "free", _pk("A2"): "taken", _pk("W1"): "walk-in"}
    drawn = _draw(book, book.floors[0], states=states, links={_pk("A1"): "/there/"}, labels={})
    assert '<a href="/there/" class="space is-free" aria-label="ที่นั่ง A1, ว่าง">' in drawn
    assert '<g role="img" class="space is-taken" aria-label="ที่นั่ง A2, ไม่ว่าง">' in drawn
    assert "space is-walkin" in drawn
    assert drawn.count("<a ") == 1


def test_what_the_caller_says_is_said(book):
    drawn = _draw(book, book.floors[0], links={_pk("A1"): "/"}, labels={_pk("A1"): "ที่นั่ง A1 ว่าง 20 บาท & ใกล้ปลั๊ก"})
    assert 'aria-label="ที่นั่ง A1 ว่าง 20 บาท &amp; ใกล้ปลั๊ก"' in drawn


def test_a_plan_of_what_nobody_chooses_can_be_reached_by_keyboard(book):
    assert 'tabindex="0"' in _draw(book, book.floors[0])
    assert "tabindex" not in _draw(book, book.floors[0], links={_pk("A1"): "/"})


def test_a_hall_is_shown_whole_only_where_it_has_a_state(book):
    hall = _pk("โถงบ้านเชียง")
    assert "space--whole" not in _draw(book, book.floors[1])
    assert "space--whole is-free" in _draw(book, book.floors[1], states={hall: "free"})
    assert "plan__fold" in _draw(book, book.floors[1])


def test_no_style_is_written_into_the_picture(book):
    for floor in book.floors:
        assert not re.search(r"\sstyle=|<style", _draw(book, floor))


def test_the_picture_follows_the_reader_s_language_and_every_change(book):
    with translation.override("en"):
        assert "Quiet zone" in _draw(book, book.floors[1])
    hub = Hub.objects.get()
    make_space(hub, "Z9")
    hub.refresh_from_db()
    assert "Z9" in _draw(queries.rulebook(hub), book.floors[0])


def test_the_same_edition_is_drawn_once(book, django_assert_num_queries):
    _draw(book, book.floors[0])
    with django_assert_num_queries(0):
        _draw(book, book.floors[0], states={})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("A12", "A12", "ที่นั่ง A12"), ("ที่นั่ง 12", "12", "ที่นั่ง 12"), ("Hummingbird", "Hum…", "ที่นั่ง Hummingbird")],
)
def test_a_desk_shows_what_fits_and_says_all(db, name, text, said):
    hub = make_hub()
    make_space(hub, name)
    hub.refresh_from_db()
    drawn = _draw(queries.rulebook(hub), hub.floors.get())
    assert f">{text}</text>" in drawn
    assert f'aria-label="{said}"' in drawn


def test_a_name_that_is_long_for_its_booth_is_set_smaller(book):
    with translation.override("en"):
        assert 'class="space__name space__tight" x="' in (drawn := _draw(book, book.floors[0]))
        assert drawn.count("space__tight") == 2  # "Booth 1" and "Booth 2"; "Indigo room" has room
    assert "space__tight" not in _draw(book, book.floors[0])


def test_a_wide_floor_says_that_it_moves(db):
    hub = make_hub()
    hub.floors.update(width=2400)
    drawn = _draw(queries.rulebook(hub), hub.floors.get())
    assert "เลื่อนแผนผังไปด้านข้างได้" in drawn
    assert "plan-box--24" in drawn


@pytest.mark.parametrize(("value", "text"), [(12.0, "12"), (12.5, "12.5"), (-0.04, "-0"), (1 / 3, "0.3")])
def test_a_number_is_written_short(value, text):
    assert drawing.number(value) == text


def test_walls_doors_and_windows_are_lines_of_their_own():
    floor = Floor(outline=[[[0, 0], [100, 0]], {"door": [[100, 0], [200, 0]]}, {"window": [[0, 0], [50, 0]]}])
    assert drawing.walls(floor) == "M0 0L50 0"
    assert drawing.lines(floor, "window") == "M0 0L25 0"
    assert drawing.lines(floor, "line") == ""
    assert drawing.doors(floor) == "M50 0L50 50A50 50 0 0 0 100 0"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_chair_stands_outside_its_desk(turn):
    x, y = drawing.chair_of(Space(x=100, y=100, width=80, height=80, turn=turn))
    assert not (50 < x < 90 and 50 < y < 90)


@pytest.mark.parametrize(("width", "height"), [(300, 240), (400, 130)])
def test_a_room_has_as_many_chairs_as_seats_inside_it(width, height):
    furniture = drawing.furniture(Space(kind="room", seats=6, x=0, y=0, width=width, height=height))
    assert len(set(furniture.chairs)) == 6
    assert all(0 < x < width / 2 and 0 < y < height / 2 for x, y in furniture.chairs)


@pytest.mark.django_db
def test_a_folding_wall_stands_where_two_rooms_touch_on_either_side():
    _hall, (one, other) = make_hall(make_hub())
    one.x, one.y, one.width, one.height = 0, 0, 300, 200
    for other.x, other.y, touches in ((300, 0, True), (0, 200, True), (400, 0, False)):
        other.width, other.height = 300, 200
        assert bool(drawing.folding_walls([one, other])) == touches
