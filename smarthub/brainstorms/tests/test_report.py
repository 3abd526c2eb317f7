"""The report: for those who were there and whoever has its link; every note with what became of it; safe to open anywhere."""

import json

import pytest
from django.utils.translation import override

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.http.report import key_of
from smarthub.brainstorms.models import Event
from smarthub.brainstorms.queries.report import report
from smarthub.brainstorms.rules.report import bars, rows, said, shares
from smarthub.brainstorms.testing import begin, leader, make_meeting, make_participant, make_session, tell
from smarthub.journal.models import Entry
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db
FORMS = ("report/", "report.pdf", "report.csv", "report.json")


def workshop():
    """Written, revealed, grouped, dotted, decided, taken on: one of each."""
    session = make_session()
    begin(session)
    who = make_participant(session, name="ยายแก้ว")
    other = make_participant(session, name="Tom")
    trees = tell(session, who, "note", text="=ต้นไม้ริมถนน").payload["note"]
    bus = tell(session, other, "note", text="รถเมล์ไฟฟ้า").payload["note"]
    tell(session, leader(session), "reveal")
    secret = tell(session, who, "note", text="บอกใครไม่ได้").payload["note"]
    tell(session, leader(session), "hide", note=secret)
    begin(session, "group")
    group = tell(session, leader(session), "group", notes=(trees,), text="สีเขียว").payload["group"]
    dots = begin(session, "dots")
    for each, value in ((who, 3), (other, 1)):
        tell(session, each, "vote", phase=dots, note=trees, value=value)
    tell(session, other, "vote", phase=dots, note=bus, value=1)
    begin(session, "decide")
    decision = tell(session, leader(session), "decide", text="ปลูกต้นไม้", group=group).payload["decision"]
    tell(session, leader(session), "act", text="ขอกล้าไม้", owner="ช่างเอก", other=decision)
    tell(session, leader(session), "item", text="ทบทวน", value=10)
    tell(session, leader(session), "minutes", text="เริ่มเก้าโมง")
    return session, {"trees": trees, "bus": bus, "group": group, "decision": decision}


def get(client, session, form="report.json", **query):
    return client.get(f"/en/b/{session.code}/{form}", query)


def test_a_stranger_finds_no_report_in_any_form(client):
    session, _refs = workshop()
    for form in FORMS:
        assert get(client, session, form).status_code == 404
        assert get(client, session, form, key="wrong").status_code == 404
        assert get(client, make_session(session.hub), form, key=key_of(session)).status_code == 404
    client.force_login(make_person("Stranger"))
    assert get(client, session).status_code == 404


def test_the_signed_link_opens_the_report_in_every_form_and_nothing_else(client):
    session, _refs = workshop()
    for form in FORMS:
        assert get(client, session, form, key=key_of(session)).status_code == 200
    page = get(client, session, "report/", key=key_of(session)).content.decode()
    assert f"report.pdf?key={key_of(session)}" in page
    assert "data-copy" not in page
    assert client.get(f"/en/b/{session.code}/lead/", {"key": key_of(session)}).status_code in {302, 404}


def test_the_signed_link_names_no_other_room(client):
    """Its code would open it."""
    session = make_meeting(make_hub(), make_person("Leader", joined_at=NINE))
    session.refresh_from_db()
    before = session.continues
    action = before.actions.first().ref
    tell(session, leader(session), "review", other=action, kind="done")
    assert before.code not in get(client, session, key=key_of(session)).content.decode()
    client.force_login(session.made_by)
    assert get(client, session).json()["continues"] == before.code


def test_who_was_in_the_room_reads_it_and_who_leads_shares_it(client):
    session, _refs = workshop()
    client.post(f"/en/b/{session.code}/", {"id": "7b0f4f2e-6a3e-4a57-9f0e-1f4f4cf0e001", "type": "join"})
    assert get(client, session, "report/").status_code == 200
    client.cookies.clear()
    client.force_login(session.made_by)
    assert key_of(session) in get(client, session, "report/").content.decode()


def test_every_note_can_be_followed_to_its_group_its_votes_and_the_decision(client):
    session, refs = workshop()
    found = json.loads(get(client, session, key=key_of(session)).content)
    trees, bus = found["notes"]
    assert trees["group"] == refs["group"]
    assert trees["decisions"] == [refs["decision"]]
    assert [(vote["kind"], vote["score"]) for vote in trees["votes"]] == [("dots", 4)]
    assert (bus["group"], bus["decisions"]) == (None, [])
    assert found["decisions"][0]["actions"] == [found["actions"][0]["action"]]
    assert found["minutes"]["text"] == "เริ่มเก้าโมง"
    assert found["agenda"][0]["title"] == "ทบทวน"


def test_no_name_of_a_participant_and_nothing_hidden_is_in_any_form(client):
    session, _refs = workshop()
    for form in ("report/", "report.csv", "report.json"):
        text = get(client, session, form, key=key_of(session)).content.decode()
        assert "ยายแก้ว" not in text
        assert "Tom" not in text
        assert "บอกใครไม่ได้" not in text


def test_the_table_opens_in_excel_and_no_cell_is_a_formula(client):
    session, _refs = workshop()
    text = get(client, session, "report.csv", key=key_of(session)).content.decode()
    assert text.startswith("\ufeffnote,text,group")
    assert "'=ต้นไม้ริมถนน" in text
    assert ",=" not in text


def test_the_paper_is_a_pdf_in_both_languages(client):
    session, _refs = workshop()
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/b/{session.code}/report.pdf", {"key": key_of(session)})
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="brainstorm-{session.code}.pdf"'


def test_an_empty_session_has_a_calm_report(client):
    session = make_session()
    for form in FORMS:
        assert get(client, session, form, key=key_of(session)).status_code == 200
    assert "Nothing was decided yet." in get(client, session, "report/", key=key_of(session)).content.decode()


def test_votes_that_run_are_not_in_it(client):
    session = make_session()
    begin(session)
    who = make_participant(session)
    note = tell(session, who, "note", text="trees").payload["note"]
    tell(session, leader(session), "reveal")
    dots = begin(session, "dots")
    tell(session, who, "vote", phase=dots, note=note, value=2)
    assert json.loads(get(client, session, key=key_of(session)).content)["notes"][0]["votes"] == []


def test_reading_a_report_changes_nothing(client, django_assert_max_num_queries):
    session, _refs = workshop()
    before = Event.objects.count()
    with django_assert_max_num_queries(40):
        get(client, session, "report/", key=key_of(session))
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        ({"kind": "opinions", "agree": 40, "disagree": 2, "pass": 1}, "agree 40 · disagree 2 · pass 1"),
        ({"kind": "dots", "score": 4}, "4 dots"),
        ({"kind": "pairs", "wins": 3, "losses": 1}, "preferred 3 times, not 1 times"),
        ({"kind": "rank", "score": -1.5}, "place 1.5 on average"),
        ({"kind": "place", "impact": 4.0, "effort": 1.5}, "impact 4 · effort 1.5"),
    ],
)
def test_each_kind_of_vote_is_said_in_its_own_words(vote, words):
    with override("en"):
        assert said(vote) == words


def test_bars_are_hundredths():
    assert bars({"agree": 1, "disagree": 2, "pass": 1}) == {"agree": 25, "pass": 25, "disagree": 50, "lined_from": 50}
    assert bars({"agree": 0, "disagree": 0, "pass": 0})["agree"] == 0
    assert shares([{"score": 4}, {"score": 1}, {"score": -1}]) == [100, 25, 0]
    assert shares([]) == []


def test_a_note_voted_on_twice_has_the_later_figure_in_its_row():
    votes = [{"kind": "dots", "score": 1}, {"kind": "dots", "score": 5}]
    note = {"note": "a", "text": "x", "group": None, "phase": "p", "lane": "", "is_paper": False, "decisions": []}
    found = {"groups": [], "phases": [], "decisions": [], "notes": [note | {"votes": votes}]}
    assert next(rows(found))[9] == 5


def test_opinions_are_totals_beside_their_note():
    session = make_session()
    phase = tell(session, leader(session), "phase", kind="opinions", visibility="open").payload["phase"]
    tell(session, leader(session), "next", phase=phase)
    note = tell(session, leader(session), "note", text="trees", phase=phase).payload["note"]
    for value in (1, 1, -1):
        tell(session, make_participant(session), "vote", phase=phase, note=note, value=value)
    begin(session, "decide")
    found = report(session)
    (votes,) = found["notes"][0]["votes"]
    assert (votes["agree"], votes["disagree"], votes["pass"]) == (2, 1, 0)
    assert next(rows(found))[6:9] == [2, 1, 0]


def test_who_leads_ends_the_link_and_the_new_one_opens(client):
    session, _refs = workshop()
    old, end = key_of(session), f"/en/b/{session.code}/report/link/end/"
    assert client.post(end, {"key": old}).status_code in {302, 404}  # with the link alone nobody ends it
    client.force_login(make_person("Stranger"))
    assert client.post(end, {"key": old}).status_code == 404
    assert get(client, session, key=old).status_code == 200
    client.force_login(session.made_by)
    for _twice in range(2):
        page = client.post(end, {"key": old}, follow=True).content.decode()
    new = key_of(session)
    assert new in page
    assert old not in page
    client.logout()
    for form in FORMS:
        assert get(client, session, form, key=old).status_code == 404
        assert get(client, session, form, key=new).status_code == 200
    assert Entry.objects.filter(verb="report-link-ended", what=session.code).count() == 1
