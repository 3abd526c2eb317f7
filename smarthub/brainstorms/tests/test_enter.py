"""A stranger has read a code off a sheet or a screen, and types it."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.testing import begin, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


def test_who_types_the_code_comes_into_the_room_however_it_is_written(client):
    session = make_session()
    assert 'name="code"' in client.get("/en/b/").content.decode()
    typed = f" {session.code[:4].upper()}-{session.code[4:]} "
    assert client.get("/en/b/", {"code": typed}).headers["Location"] == f"/en/b/{session.code}/"


def test_a_code_of_no_room_is_said_beside_the_field(client):
    answer = client.get("/en/b/", {"code": "nowhere"})
    assert answer.status_code == 422
    assert "No room has this code." in answer.content.decode()


def test_the_foot_of_the_home_page_leads_there(client):
    assert 'href="/b/"' in client.get("/").content.decode()


@pytest.mark.parametrize("page", ["lead/sheet", "screen"])
def test_the_sheet_and_the_screen_show_the_code(client, page):
    session = make_session()
    client.force_login(session.made_by)
    assert f'<b translate="no">{session.code}</b>' in client.get(f"/en/b/{session.code}/{page}/").content.decode()


@pytest.mark.parametrize(("address", "says"), [("http://127.0.0.1:8000", True), ("http://192.168.1.20:8000", False)])
def test_codes_that_lead_to_this_computer_only_come_with_a_word_about_it(client, settings, address, says):
    settings.SMARTHUB_URL = address
    session = make_session()
    begin(session)
    client.force_login(session.made_by)
    for page in ("lead/sheet", "report"):
        shown = client.get(f"/en/b/{session.code}/{page}/").content.decode()
        assert ("lead to this computer only" in shown) is says, page
