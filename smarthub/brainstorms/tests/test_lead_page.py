"""The console and the pages round it, by forms alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Group, Note, Phase, Session, Vote
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.views.lead.company import invitation_to
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.fixture
def session(client):
    session = make_session()
    client.force_login(session.made_by)
    return session


def page(client: Client, session: Session, what: str = "") -> str:
    return client.get(f"/en/b/{session.code}/lead/{what}").content.decode()


def send(client: Client, session: Session, what: str = "", **more: object) -> str:
    more.setdefault("id", str(uuid4()))
    return client.post(f"/en/b/{session.code}/lead/{what}", more, follow=True).content.decode()


def written(session: Session, *texts: str) -> list[str]:
    """Notes of as many people, shown; their references."""
    refs = []
    for text in texts:
        refs.append(tell(session, make_participant(session), "note", text=text).payload["note"])
    tell(session, leader(session), "reveal")
    return refs


@pytest.mark.parametrize("what", ["", "phases/", "phases/x/", "keep/", "paper/", "company/", "sheet/"])
def test_only_who_leads_sees_the_console_and_its_pages(client, session, what):
    client.force_login(make_person("Malee"))
    assert client.get(f"/en/b/{session.code}/lead/{what}").status_code == 404


def test_nobody_reads_what_is_hidden_and_all_counts_are_there(client, session):
    begin(session)
    tell(session, make_participant(session, name="Somchai"), "note", text="secret")
    found = page(client, session)
    assert "secret" not in found
    assert "Somchai" not in found
    assert "Notes of this step are hidden, from you too" in found
    assert "<dt>people who wrote</dt><dd>1</dd>" in found
    assert "secret" in send(client, session, type="reveal")


def test_the_one_button_begins_reveals_and_goes_on(client, session):
    first, second = list(session.phases.all())[:2]
    assert "Begin:" in page(client, session)
    send(client, session, type="go-on", phase=first.ref)
    tell(session, make_participant(session), "note", text="secret")
    assert "Reveal the notes and go on:" in page(client, session)
    mark = str(uuid4())
    for _twice in range(2):
        assert "secret" in send(client, session, type="go-on", phase=second.ref, id=mark)
    assert Phase.objects.get(ref=first.ref).revealed_at
    assert Phase.objects.get(ref=second.ref).is_running
    assert "running already" in send(client, session, type="go-on", phase=second.ref)


def test_between_rounds_of_writing_nothing_is_revealed(client):
    session = make_session(template="brainwriting")
    client.force_login(session.made_by)
    begin(session)
    tell(session, make_participant(session), "note", text="secret")
    send(client, session, type="go-on", phase=session.phases.all()[1].ref)
    assert not Phase.objects.filter(session=session, revealed_at__isnull=False).exists()


def test_the_timer_is_longer_stands_and_goes_on(client, session):
    begin(session)
    send(client, session, plus="60")
    assert "The timer is paused." in send(client, session, type="pause")
    assert "11:00" in page(client, session)
    assert "The timer is paused." not in send(client, session, type="resume")


def test_notes_are_sorted_by_forms(client, session):
    begin(session)
    one, two, three = written(session, "one", "two", "three")
    assert "Choose a note first." in send(client, session, type="move")
    send(client, session, type="group", notes=[one, two], text="Green")
    green = Group.objects.get(title="Green")
    send(client, session, type="group", text="Blue")
    blue = Group.objects.get(title="Blue")
    send(client, session, type="move", notes=[two, three], group=blue.ref)
    assert list(Note.objects.order_by("pk").values_list("group__title", flat=True)) == ["Green", "Blue", "Blue"]
    send(client, session, type="rename", group=green.ref, text="Trees")
    send(client, session, type="merge", group=green.ref, other=blue.ref)
    assert set(Note.objects.values_list("group__title", flat=True)) == {"Trees"}
    send(client, session, type="undo")
    send(client, session, type="redo")
    send(client, session, type="ungroup", group=green.ref)
    assert set(Note.objects.values_list("group", flat=True)) == {None}


def test_the_console_asks_no_more_for_many_notes(client, session, django_assert_max_num_queries):
    begin(session)
    refs = written(session, *(f"note {n}" for n in range(20)))
    for n in range(4):
        tell(session, leader(session), "group", text=str(n), notes=tuple(refs[n::4]))
    page(client, session)
    with django_assert_max_num_queries(26):
        page(client, session)


def test_several_notes_are_hidden_at_once_and_one_is_shown_again(client, session):
    begin(session)
    one, two = written(session, "one", "two")
    send(client, session, type="hide", notes=[one, two])
    assert Note.objects.filter(hidden_at__isnull=False).count() == 2
    send(client, session, type="show", note=one)
    assert Note.objects.filter(hidden_at__isnull=False).count() == 1


def test_an_outline_has_frames_groups_and_lanes(client):
    session = make_session(template="swot")
    client.force_login(session.made_by)
    lane = Phase.objects.get(ref=begin(session)).lanes[1]
    note = tell(session, make_participant(session), "note", text="one", lane=lane).payload["note"]
    tell(session, leader(session), "reveal")
    assert f"<h4>{lane}" in page(client, session)
    tell(session, leader(session), "group", text="Green", notes=(note,))
    tell(session, leader(session), "group", text="Empty")
    found = page(client, session)
    assert f"<h4>{lane}" not in found
    assert "No notes in it yet." in found


def test_a_closed_session_is_only_read_and_what_is_not_understood_is_said(client, session):
    assert "not understood" in send(client, session, id="x")
    begin(session)
    written(session, "one")
    found = send(client, session, type="close")
    assert "This session is closed." in found
    assert 'type="checkbox"' not in found
    assert "This session is closed." in send(client, session, type="group", text="Late")
    assert "Read the report" in found


def test_a_page_that_a_tab_leads_on_to_marks_that_tab(client, session):
    make_host(session.hub, session.made_by, since=NINE)
    steps, lead = (f'href="/en/b/{session.code}/lead/{what}" aria-current=' for what in ("phases/", ""))
    assert f'{steps}"page"' in page(client, session, "phases/")
    assert f'{steps}"true"' in page(client, session, f"phases/{session.phases.last().ref}/")
    assert f'{steps}"true"' in page(client, session, "keep/")
    assert f'{lead}"true"' in page(client, session, "sheet/")


# -- steps --------------------------------------------------------------------------------------------------------------

STEP = {"kind": "write", "title": "More", "minutes": "2.5", "visibility": "hidden", "lanes": "a\n\nb", "quota": "3"}


def test_steps_are_added_changed_moved_and_removed(client, session):
    assert "The step is added." in send(client, session, "phases/", type="phase", **STEP)
    added = session.phases.last()
    assert (added.title, added.seconds, added.lanes, added.quota) == ("More", 150, ["a", "b"], 3)
    assert "More" in page(client, session, f"phases/{added.ref}/")
    send(client, session, f"phases/{added.ref}/", **{**STEP, "title": "Less", "kind": "dots"})
    added.refresh_from_db()
    assert (added.title, added.dots) == ("Less", 5)
    send(client, session, "phases/", type="move-phase", phase=added.ref, value="-1")
    assert session.phases.last() != added
    send(client, session, "phases/", type="remove-phase", phase=added.ref)
    assert not Phase.objects.filter(pk=added.pk).exists()


def test_a_step_sent_twice_is_one(client, session):
    before, mark = session.phases.count(), str(uuid4())
    for _twice in range(2):
        send(client, session, "phases/", type="phase", id=mark, **STEP)
    assert session.phases.count() == before + 1


def test_a_wrong_step_says_why(client, session):
    lanes = "\n".join("abcdefghijklmn")
    assert "at most 12 lanes" in send(client, session, "phases/", type="phase", **{**STEP, "lanes": lanes})
    assert client.post(f"/en/b/{session.code}/lead/phases/", {"type": "phase"}).status_code == 422
    ahead = session.phases.last().ref
    assert "at most 12 lanes" in send(client, session, f"phases/{ahead}/", **{**STEP, "lanes": lanes})
    assert client.get(f"/en/b/{session.code}/lead/phases/nothing/").status_code == 404


def test_a_host_keeps_the_steps_as_a_template(client, session):
    assert client.get(f"/en/b/{session.code}/lead/keep/").status_code == 404
    make_host(session.hub, session.made_by, since=NINE)
    assert "Keep these steps" in page(client, session, "phases/")
    assert "Kept as a template" in send(client, session, "keep/", title="Ours")
    assert "a template of that name" in send(client, session, "keep/", title="Ours")


# -- paper --------------------------------------------------------------------------------------------------------------


def test_cards_are_typed_line_by_line(client, session):
    assert "Nothing to type now" in page(client, session, "paper/")
    ref = begin(session)
    assert "2 cards are in the room." in send(client, session, "paper/", phase=ref, cards="one\n\ntwo")
    assert Note.objects.filter(is_paper=True).count() == 2
    assert "Write something first." in send(client, session, "paper/", phase=ref, cards=" \n ")


def test_a_ballot_is_counted_or_says_why_not(client, session):
    begin(session)
    one, two = written(session, "one", "two")
    begin(session, "dots")
    found = send(
        client, session, "paper/", ballot="1", sector="private", **{f"n-{one}": "2", f"n-{two}": "", "n-x": "?"}
    )
    assert "The ballot is counted." in found
    assert Vote.objects.get().value == 2
    assert "You have 5 dots" in send(client, session, "paper/", ballot="1", **{f"n-{one}": "9"})
    assert "not understood" in send(client, session, "paper/", ballot="1", id="x")
    for kind in ("opinions", "place", "rank"):
        tell(
            session, leader(session), "next", phase=tell(session, leader(session), "phase", kind=kind).payload["phase"]
        )
        assert f'name="n-{one}"' in page(client, session, "paper/")


# -- who leads ----------------------------------------------------------------------------------------------------------


def test_somebody_is_added_by_e_mail_and_let_go(client, session):
    other = make_person("Malee", email="malee@example.org", joined_at=NINE)
    assert "Nobody has signed in" in send(client, session, "company/", email="nobody@example.org")
    assert "Malee leads with you." in send(client, session, "company/", email="Malee@example.org")
    send(client, session, "company/", **{"let-go": other.code})
    assert session.facilitators.count() == 1
    assert "Somebody has to lead" in send(client, session, "company/", **{"let-go": session.made_by.code})


def test_who_lets_themselves_go_leaves_the_page(client, session):
    send(client, session, "company/", email=make_person("B", email="b@example.org", joined_at=NINE).email)
    answer = client.post(f"/en/b/{session.code}/lead/company/", {"let-go": session.made_by.code})
    assert answer.headers["Location"] == "/en/brainstorms/"


def test_a_link_makes_who_presses_lead(client, session):
    path = "/" + invitation_to(session).split("/", 3)[3]
    other = make_session(session.hub, person=session.made_by)
    client.force_login(make_person("Malee"))
    assert session.question in client.get(path).content.decode()
    assert session.facilitators.count() == 1
    assert client.post(path).status_code == 302
    assert session.facilitators.count() == 2
    assert client.get(path.replace(session.code, other.code)).status_code == 404
    assert client.get(path[:-3] + "x/").status_code == 404


def test_who_was_let_go_does_not_come_back_by_the_link(client, session):
    path = "/" + invitation_to(session).split("/", 3)[3]
    other = make_person("Malee")
    client.force_login(other)
    client.post(path)
    client.force_login(session.made_by)
    with clock.stopped_at(NINE + timedelta(minutes=1)):
        send(client, session, "company/", **{"let-go": other.code})
    with clock.stopped_at(NINE + timedelta(minutes=2)):
        fresh = "/" + invitation_to(session).split("/", 3)[3]
        client.force_login(other)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
        assert client.get(fresh).status_code == 200
    assert session.facilitators.count() == 1


def test_nobody_tries_address_after_address(client, session):
    make_person("Malee", email="malee@example.org", joined_at=NINE)
    for n in range(20):
        send(client, session, "company/", email=f"n{n}@example.org")
    assert "You have looked for many people today." in send(client, session, "company/", email="malee@example.org")
    assert session.facilitators.count() == 1


def test_the_sheet_has_the_code_and_the_address(client, session):
    found = page(client, session, "sheet/")
    assert "<svg" in found
    assert f"/b/{session.code}" in found
