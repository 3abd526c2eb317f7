"""The results' page: figures as sentences, a map that reads without colour, calm words where there is little."""

import re

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.models import Vote
from smarthub.brainstorms.rules.opinions.picture import (
    HATCHINGS,
    HEIGHT,
    MOST_SIGNS,
    SIGNS,
    WIDTH,
    drawn,
    frame,
    picture,
)
from smarthub.brainstorms.testing import begin, leader, make_camps, make_participant, make_session, tell

pytestmark = pytest.mark.at(NINE)


def page(session, language="en", query="", client=None) -> str:
    prefix = "/en" if language == "en" else ""
    answer = (client or Client()).get(f"{prefix}/b/{session.code}/results/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def session(db):
    return make_session()


def test_two_camps_are_drawn_by_letter_sign_and_hatching_and_told_in_words(session):
    make_camps(session)
    shown = page(session)
    assert "Group A · 40 people" in shown
    assert "Group B · 40 people" in shown
    for group in range(2):
        assert f'href="#group-{group}"' in shown
        assert f'id="group-{group}"' in shown
        assert f"url(#{HATCHINGS[group]})" in shown
        assert f"opinion-map__signs--{SIGNS[group]}" in shown
    assert "style=" not in shown.split("<main", 1)[1]
    assert re.search(r"Agrees</strong>: ข้อความที่ \d", shown)
    assert "80 of 80" in shown
    assert "every sector agrees" in shown
    assert len(shown) < 60_000


def test_the_thai_page_says_it_in_thai(session):
    make_camps(session)
    shown = page(session, "th")
    assert "กลุ่ม A" in shown
    assert "Group A" not in shown


def test_where_one_could_count_four_people_out_sizes_are_not_told(session):
    make_camps(session, outside=4)
    shown = page(session)
    assert "number not shown" in shown
    assert shown.count("· 40 people") == 1  # of equal ones one is hidden with the four
    assert "84 people took part" in shown


@pytest.mark.parametrize("people", [0, 1, 2, 3])
@pytest.mark.parametrize("statements", [0, 1, 5])
def test_a_handful_of_people_get_a_calm_page(session, people, statements):
    if people and statements:
        make_camps(session, people=people, statements=statements)
    else:
        for _n in range(people):
            make_participant(session)
    shown = page(session)
    assert f"{people} people took part" in shown
    assert "<ellipse" not in shown
    assert "Nobody has voted on anything yet." in shown or "There are not enough votes to see groups" in shown


def test_where_all_pass_the_page_says_that_there_are_no_groups(session):
    phase = make_camps(session, people=70)
    Vote.objects.filter(phase=phase).update(value=0)
    weigh_opinions(session, now=NINE)
    shown = page(session)
    assert "Everyone votes much the same" in shown
    assert "There is nothing yet on which nearly everybody agrees." in shown


def test_a_changed_vote_counts_once(session):
    begin(session)
    by = make_participant(session)
    note = tell(session, by, "note", text="trees").payload["note"]
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="opinions").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    assert "Nobody has voted on anything yet." in page(session)
    assert "What most people say" not in page(session)
    for value in (1, 0, -1):
        tell(session, by, "vote", note=note, value=value)
    assert "The vote is still on" in page(session)
    tell(session, leader(session), "reveal")
    assert "The votes are being counted." in page(session)
    weigh_opinions(session, now=NINE)
    assert "agree 0 · disagree 1 · pass 0" in page(session)


def test_many_statements_are_shown_in_part_and_on_wish_all(session):
    make_camps(session, statements=30)
    assert "Show 10 more" in page(session)
    assert "Show 10 more" not in page(session, query="?all")


def test_other_votes_stand_there_too(session):
    begin(session)
    by = make_participant(session)
    notes = [tell(session, by, "note", text=text).payload["note"] for text in ("trees", "buses")]
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="dots", dots=3).payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    tell(session, by, "vote", note=notes[1], value=3)
    tell(session, leader(session), "reveal")
    shown = page(session)
    assert "3 dots" in shown
    assert shown.index("buses") > 0
    assert "Groups of opinion" not in shown


def test_who_leads_comes_back_to_the_console(session):
    client = Client()
    client.force_login(session.made_by)
    assert f"/b/{session.code}/lead/" in page(session, client=client)
    assert f"/b/{session.code}/lead/" not in page(session)


def test_there_are_no_results_of_a_room_that_is_not(db):
    assert Client().get("/b/nowhere/results/").status_code == 404


# -- the picture -------------------------------------------------------------------------------------------------------


def area(group, x, y, wide=0.2, high=0.1):
    return {"group": group, "x": x, "y": y, "wide": wide, "high": high}


def test_areas_lie_in_the_picture_with_room_for_their_names():
    drawing = picture([area(0, -3, 2), area(1, 3, -2), area(2, 0, 9, wide=0, high=0)], {0: 40, 1: 12, 2: None})
    for each in drawing:
        assert each.wide <= each.x <= WIDTH - each.wide
        assert each.high + 10 <= each.y <= HEIGHT - each.high
        assert each.label_y > 10
    assert drawing[0].x < drawing[1].x
    assert drawing[0].y < drawing[1].y  # up is up
    assert (drawing[0].signs.count("z"), drawing[1].signs.count("z"), drawing[2].signs) == (40, 12, "")


def test_the_picture_is_as_high_as_its_areas():
    low = frame(picture([area(0, -1, 0), area(1, 1, 0)], {0: 5, 1: 5}))
    assert low[1] < HEIGHT - 100
    assert frame([]) == (0, HEIGHT)


def test_a_statement_that_few_of_a_group_are_on_the_side_of_is_no_sentence_of_theirs(session):
    make_camps(session)
    assert "Disagrees</strong>: ข้อความที่ 0 " not in page(session)


def test_in_a_large_room_a_sign_stands_for_several():
    one, two = picture([area(0, -1, 0), area(1, 1, 0)], {0: 1500, 1: 301})
    assert one.each == two.each == 25
    assert one.signs.count("z") == MOST_SIGNS
    assert two.signs.count("z") == 13


def test_no_groups_no_picture_and_every_sign_is_a_path_of_its_own():
    assert picture([], {}) == []
    assert len({drawn(sign, 0, 0, 5) for sign in SIGNS}) == len(SIGNS)
