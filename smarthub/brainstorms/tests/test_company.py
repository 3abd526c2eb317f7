"""Leading together."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.company import add_facilitator, let_go
from smarthub.brainstorms.testing import make_session
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db


def test_somebody_is_added_once_and_leads_no_longer():
    session, other = make_session(), make_person("Other")
    added = add_facilitator(session, other, by=session.made_by, now=NINE)
    assert add_facilitator(session, other, by=session.made_by, now=NINE) == added
    assert queries.leads(session, other, now=NINE)
    let_go(added, by=session.made_by, now=NINE)
    let_go(added, by=session.made_by, now=NINE)
    assert not queries.leads(session, other, now=NINE)


def test_somebody_always_leads():
    session = make_session()
    with pytest.raises(Refused) as refused:
        let_go(session.facilitators.get(), by=session.made_by, now=NINE)
    assert refused.value.refusal.code == "last-facilitator"
