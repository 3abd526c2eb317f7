"""The report's PDF is searched as it is read: no figure of fewer than five people stands on the paper, nor can be counted out."""

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.models import Participant, Session
from smarthub.brainstorms.queries.report import report
from smarthub.brainstorms.rules.opinions.cells import FEWEST
from smarthub.brainstorms.testing import make_camps, make_session
from smarthub.brainstorms.tests.test_small_cells import SECTORS, change_what_is_hidden, voted
from smarthub.brainstorms.views.told import told
from smarthub.kit import clock
from smarthub.kit.recent import forget_everything
from smarthub.partners.models import Sector


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.stopped_at(NINE):
        yield


def paper(session: Session, language: str = "/en") -> str:
    """All that can be read on the paper, in one line."""
    client = Client()
    client.force_login(session.made_by)
    forget_everything()
    answer = client.get(f"{language}/b/{session.code}/report.pdf")
    assert answer.status_code == 200
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def by_sector(text: str) -> dict[str, int]:
    """The figures that stand behind the name of a sector."""
    names = {**{name: str(label) for name, label in Sector.choices}, "": "no sector"}
    found = {name: re.search(rf"\b{label} (\d+)", text) for name, label in names.items()}
    return {name: int(each[1]) for name, each in found.items() if each}


@pytest.fixture
def room(db):
    session = make_session()
    return session, voted(session)


def test_of_sectors_only_those_of_five_and_more_stand_on_the_paper(room):
    session, _people = room
    found = by_sector(paper(session))
    assert found == {name: people for name, people in SECTORS.items() if people >= FEWEST}


def test_what_is_in_hidden_cells_changes_not_a_letter_of_it(room):
    session, people = room
    before = [paper(session, language) for language in ("", "/en")]
    assert all(len(each) > 500 for each in before)
    change_what_is_hidden(session, people)
    assert [paper(session, language) for language in ("", "/en")] == before


def test_what_is_in_a_cell_that_is_shown_is_seen_so_the_test_can_see(room):
    session, people = room
    one = people["citizen"][1]
    one.sector = "startup"
    one.save()
    assert by_sector(paper(session)) == {"university": 6, "startup": 8, "citizen": 11, "": 5}


@pytest.mark.parametrize("outside", [0, 1, 4, 5])
def test_of_discovered_groups_nothing_under_five_can_be_counted_out(db, outside):
    session = make_session()
    make_camps(session, sectors=("government", "citizen", "citizen"), outside=outside)
    few = list(Participant.objects.filter(sector="government").values_list("pk", flat=True)[:2])
    Participant.objects.filter(sector="government").exclude(pk__in=few).update(sector="citizen")
    weigh_opinions(session, now=NINE)
    text = paper(session)
    sizes = [int(n) for n in re.findall(r"Group [A-E] (\d+) people", text)]
    assert "Group A" in text
    assert ("number not shown" in text) == (0 < outside < FEWEST)
    left = 80 + outside - sum(sizes)
    assert left == 0 or left >= FEWEST
    assert "government" not in by_sector(text)


def test_what_is_given_to_the_setter_of_the_paper_holds_no_small_cell_either(room):
    """Also what is not printed would be in the file."""
    session, _people = room
    given = str(told(session, report(session)))
    for sector, people in SECTORS.items():
        label = str(Sector(sector).label) if sector else "ไม่ระบุภาคส่วน"
        assert (f"{label} {people}" in given) == (people >= FEWEST)
        assert bool(re.search(rf"{label} \d", given)) == (people >= FEWEST)
