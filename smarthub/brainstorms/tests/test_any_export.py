"""Whatever Polis exports, of any year and however odd: a whole answer or a sentence, never a fault, and no small cell."""

import csv
import io
import json
import random
from contextlib import suppress

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import Note, Participant, Vote
from smarthub.brainstorms.rules.opinions.cells import FEWEST
from smarthub.brainstorms.rules.polis_export import NotAnExport, read_export
from smarthub.brainstorms.rules.weigh import weigh
from smarthub.brainstorms.testing import make_session
from smarthub.kit import clock
from smarthub.partners.models import Sector
from smarthub.places.testing import make_hub

HUGE = 10**25
NAMES = st.one_of(
    st.integers(0, 40).map(str),
    st.integers(HUGE, HUGE + 3).map(str),
    st.sampled_from(
        ["-1", "007", "7", "ก", "7a7a7a7a-0000-4000-8000-000000000001", "x" * 90, "x" * 60 + "y", "a,b", 'a"b', "²"]
    ),
)
WRITTEN = st.characters(codec="utf-8", exclude_characters="\0")  # which the API refuses in every text
TEXTS = st.one_of(
    st.sampled_from(["", "รถเมล์ไฟฟ้า", "two\nlines", '"', "=1+1", "x" * 3000]), st.text(WRITTEN, max_size=20)
)
MODERATED = st.sampled_from(["1", "0", "-1", "", "x"])
FLAG = st.sampled_from(["true", "TRUE", "false", "", "1", "0"])
CHOICE = st.sampled_from(["1", "-1", "0", "+1", "1.0", "-1.0", ""])
TIME = st.one_of(
    st.integers(-5, 5).map(str), st.sampled_from(["", "long ago", "1.5e12", "1e400", "nan", "15" + "0" * 30])
)
COMMENT_COLUMNS = (
    "timestamp",
    "datetime",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "is-meta",
    "is-seed",
    "comment-body",
)
VOTE_COLUMNS = ("timestamp", "datetime")


def sheet(headings, rows, order) -> str:
    """The columns in any order, as the years have had them."""
    out = io.StringIO()
    writer = csv.writer(out)
    places = sorted(range(len(headings)), key=lambda n: order[n % len(order)] if order else n)
    writer.writerow([headings[n] for n in places])
    for row in rows:
        writer.writerow([row[headings[n]] for n in places])
    return out.getvalue()


@st.composite
def exports(draw) -> tuple[str, str]:
    """Missing columns, duplicate lines and votes, meta and moderated statements, huge names, votes of people and on
    statements that have no line of their own.
    """
    more = draw(st.sets(st.sampled_from(COMMENT_COLUMNS)))
    cells = {
        **dict.fromkeys(("timestamp", "datetime"), TIME),
        **dict.fromkeys(("agrees", "disagrees"), st.integers(0, 9).map(str)),
        **dict.fromkeys(("is-meta", "is-seed"), FLAG),
        "moderated": MODERATED,
        "author-id": NAMES,
        "comment-body": TEXTS,
    }
    comments = draw(
        st.lists(
            st.fixed_dictionaries({"comment-id": NAMES, **{name: cells[name] for name in sorted(more)}}), max_size=15
        )
    )
    with_times = draw(st.sets(st.sampled_from(VOTE_COLUMNS)))
    votes = draw(
        st.lists(
            st.fixed_dictionaries(
                {"comment-id": NAMES, "voter-id": NAMES, "vote": CHOICE, **dict.fromkeys(sorted(with_times), TIME)}
            ),
            max_size=120,
        )
    )
    order = draw(st.lists(st.integers(0, 9), max_size=4))
    return (
        sheet(("comment-id", *sorted(more)), comments, order),
        sheet(("comment-id", "voter-id", "vote", *sorted(with_times)), votes, order),
    )


def check(found, people: int) -> None:
    """What everybody may read of it."""
    json.dumps(found, allow_nan=False)
    assert found["why"] or found["groups"]
    for each in found["groups"] or []:
        assert each["members"] is None or FEWEST <= each["members"] <= people
    for each in found["representative"] or []:
        assert each["trials"] >= FEWEST
    for each in found["across_sectors"] or []:
        assert all(seen is None or seen >= FEWEST for seen in each["seen"].values())


@given(exports())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_export_is_weighed(files):
    export = read_export(*files)
    votes = export.as_votes()
    words = {(vote.person, vote.statement) for vote in export.votes}
    assert votes.count == len(words), "one word of each person on each statement"
    sectors = {person: [*Sector.values, ""][n % 6] for n, person in enumerate(votes.people)}
    check(weigh(votes, sectors).found, len(votes.people))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_what_is_no_export_is_read_or_refused_never_a_fault(comments, votes):
    with suppress(NotAnExport):
        read_export(comments, votes)


# -- through the API ---------------------------------------------------------------------------------------------------


def large(seed: int) -> tuple[str, str]:
    """Two camps of 70 people in all that carry groups, with every oddity in between."""
    rng = random.Random(seed)
    comments = [("comment-id", "moderated", "is-meta", "comment-body")]
    for n in range(14):
        comments.append((str(HUGE + n if n % 2 else n), "-1" if n == 3 else "1", "true" if n == 4 else "", f"ข้อ {n}"))
    names = [row[0] for row in comments[1:]]
    votes = [("voter-id", "comment-id", "vote")]
    for person in range(70):
        for n, name in enumerate(names):
            side = 1 if (n % 2) == (person % 2) else -1
            if rng.random() < 0.05:
                side = -side
            votes.append((str(person * HUGE), name, str(side)))
            if rng.random() < 0.1:
                votes.append((str(person * HUGE), name, str(side)))  # the same again
    votes.append(("nobody's", "a statement without a line", "1"))
    rng.shuffle(body := votes[1:])
    as_csv = ["\n".join(",".join(row) for row in rows) for rows in (comments, [votes[0], *body])]
    return as_csv[0], as_csv[1]


@pytest.fixture
def hub(db):
    return make_hub()


def brought(hub, files) -> tuple[Client, str, dict]:
    session = make_session(hub)
    client = Client()
    client.force_login(session.made_by)
    body = {"format": "polis", "comments_csv": files[0], "votes_csv": files[1]}
    with clock.stopped_at(NINE):
        answer = client.post(f"/api/v1/brainstorms/{session.code}/import", body, content_type="application/json")
    assert answer.status_code in {200, 201}, answer.content
    return client, session.code, client.get(f"/api/v1/brainstorms/{session.code}/results").json()


def test_a_sign_that_nobody_writes_is_refused_in_words(hub):
    session = make_session(hub)
    client = Client()
    client.force_login(session.made_by)
    body = {
        "format": "polis",
        "comments_csv": "comment-id,comment-body\n1,a\0b",
        "votes_csv": "voter-id,comment-id,vote",
    }
    answer = client.post(f"/api/v1/brainstorms/{session.code}/import", body, content_type="application/json")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["comments_csv"]


@pytest.mark.parametrize("seed", range(3))
def test_an_odd_export_with_groups_is_told_whole(hub, seed):
    client, code, found = brought(hub, large(seed))
    assert [group["members"] for group in found["groups"]], found["why"]
    check(found, found["participants"])
    assert len(found["members"]) == 70
    assert set(found["members"]) == {str(person * HUGE) for person in range(70)}
    for each in found["consensus"]:
        assert (each["value"] is None) == bool(each["why"])
    for page in ("results", "screen", "report", "lead"):
        assert client.get(f"/b/{code}/{page}/").status_code == 200, page


@given(exports())
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_export_is_brought_in_and_every_page_of_it_is_calm(hub, files):
    client, code, found = brought(hub, files)
    check(found, found["participants"])
    export = read_export(*files)
    assert Vote.objects.filter(phase__session__code=code).count() == export.as_votes().count
    assert Participant.objects.filter(session__code=code).count() == len({vote.person for vote in export.votes})
    assert Note.objects.filter(session__code=code).count() == len(export.statements)
    for page in ("results", "screen", "report", "lead"):
        assert client.get(f"/b/{code}/{page}/").status_code == 200, page


def test_two_conversations_in_one_room_keep_their_statements_apart(db):
    session = make_session()
    client = Client()
    client.force_login(session.made_by)
    for text, vote in (("ต้นไม้", 1), ("รถเมล์", -1)):
        body = {
            "format": "polis",
            "comments_csv": f"comment-id,comment-body\n1,{text}\n",
            "votes_csv": f"voter-id,comment-id,vote\n10,1,{vote}\n",
        }
        client.post(f"/api/v1/brainstorms/{session.code}/import", body, content_type="application/json")
    found = client.get(f"/api/v1/brainstorms/{session.code}/results").json()
    said = [(each["text"], each["agree"], each["disagree"]) for each in found["statements"]]
    assert said == [("ต้นไม้", 1, 0), ("รถเมล์", 0, 1)]
    first, second = (each["id"] for each in found["statements"])
    assert (first, len({first, second})) == ("1", 2)
    assert {each["statement"] for each in found["across_sectors"]} == {first, second}
