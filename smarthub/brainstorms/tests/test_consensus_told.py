"""What all groups share is told where nobody's votes can be computed from it, and where it is not, the reason is told."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.models import Participant, Vote
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.opinions.cells import FEWEST
from smarthub.brainstorms.rules.opinions.consensus import group_informed
from smarthub.brainstorms.rules.opinions.signal import SHUFFLES, Signal
from smarthub.brainstorms.rules.opinions.tallies import tally, tally_all
from smarthub.brainstorms.rules.opinions.votes import gather
from smarthub.brainstorms.rules.weigh import weigh
from smarthub.brainstorms.testing import make_camps, make_session
from smarthub.kit import clock

STATEMENTS = 12


def told(few: int = 0, outside: int = 0):
    """Two camps of 40; on the first statement only `few` of the second camp have voted, and `outside` people on that alone."""
    cast = []
    for person in range(80):
        for statement in range(STATEMENTS):
            if statement == 0 and person % 2 and person // 2 >= few:
                continue
            side = 1 if (person + statement) % 2 == bool((statement * 7 + person * 3) % 11) else -1
            cast.append((person, statement, 1 if statement == 0 else side))
    cast += [(1000 + n, 0, 1 if n % 2 else -1) for n in range(outside)]
    votes = gather(cast)
    found = weigh(votes, {}, signal=Signal(1.0, (0.0,) * SHUFFLES, votes.count))
    assert len(found.found["groups"]) == 2
    return votes, found


def value_of(found, statement: int = 0) -> float | None:
    return next(each["value"] for each in found.found["consensus"] if each["statement"] == statement)


@pytest.mark.parametrize("few", [5, 6, 40])
def test_it_is_polis_figure_to_the_last_digit_where_every_group_has_five_votes(few):
    votes, found = told(few)
    groups = [found.groups.get(person, -1) for person in votes.people]
    values = group_informed(tally(votes, groups, 2))
    for n, statement in enumerate(votes.statements):
        assert value_of(found, statement) == pytest.approx(values[n], abs=1e-9)


@pytest.mark.parametrize("few", range(FEWEST))
def test_where_a_group_has_fewer_it_is_not_told_for_it_would_be_that_group_s_own_share(few):
    votes, found = told(few)
    assert value_of(found) is None
    assert value_of(found, 1) is not None
    counts = tally(votes, [found.groups.get(person, -1) for person in votes.people], 2)
    shares = [Fraction(int(a) + 1, int(n) + 2) for a, n in zip(counts.agree[:, 0], counts.seen[:, 0], strict=True)]
    assert min(counts.seen[:, 0]) == few
    whole, large = shares[0] * shares[1], shares[int(np.argmax(counts.seen[:, 0]))]
    assert whole / large in shares, "divided by what is told of the large group it is the small one's"


@pytest.mark.parametrize("outside", range(8))
def test_who_is_in_no_group_cannot_be_counted_out_by_it(outside):
    votes, found = told(40, outside)
    everybody = dict(zip(votes.statements, tally_all(votes).seen[0], strict=True))
    counts = tally(votes, [found.groups.get(person, -1) for person in votes.people], 2)
    figures = Counter(each["statement"] for each in found.found["representative"])
    for n, statement in enumerate(votes.statements):
        left = int(everybody[statement] - counts.seen[:, n].sum())
        if value_of(found, statement) is not None and 0 < left < FEWEST:
            assert figures[statement] == 0, f"{left} people beside the groups are told by division"
    assert sum(value_of(found, statement) is not None for statement in votes.statements) >= STATEMENTS - 1


def test_the_api_says_why_it_is_not_told(db):
    session = make_session()
    phase = make_camps(session)
    first = phase.votes.order_by("note").values_list("note", flat=True)[0]
    kept = Participant.objects.filter(session=session).order_by("pk").values_list("pk", flat=True)
    camp = [key for n, key in enumerate(kept) if n % 2]
    Vote.objects.filter(note=first, participant__in=camp[4:]).delete()
    with clock.stopped_at(NINE):
        weigh_opinions(session, now=NINE)
        found = Client().get(f"/api/v1/brainstorms/{session.code}/results", headers={"Accept-Language": "en"}).json()
    assert found["groups"]
    assert found["why"] is None
    hidden, *others = found["consensus"]
    assert (hidden["value"], hidden["why"]) == (
        *(None, "Not shown: the figure would reveal what fewer than five people said."),
    )
    assert all(each["value"] is not None and each["why"] is None for each in others)
    assert results(session)["consensus"][0]["why"].startswith("ไม่แสดง")
