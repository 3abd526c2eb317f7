"""Leading together."""

from datetime import timedelta

import pytest
from django.conf import settings

from smarthub.bookings.testing import NINE
from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.company import add_facilitator, let_go
from smarthub.brainstorms.testing import make_session
from smarthub.brainstorms.views.lead.company import invitation_to
from smarthub.kit import clock
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


def test_a_link_that_was_ended_makes_nobody_lead(client):
    session = make_session()
    client.force_login(session.made_by)
    with clock.stopped_at(NINE):
        old = invitation_to(session).removeprefix(settings.SMARTHUB_URL)
    with clock.stopped_at(NINE + timedelta(minutes=1)):
        page = client.post(f"/en/b/{session.code}/lead/company/", {"end-link": "1"}, follow=True).text
    assert "no longer works" in page
    with clock.stopped_at(NINE + timedelta(minutes=2)):
        fresh = invitation_to(session).removeprefix(settings.SMARTHUB_URL)
        client.force_login(make_person("Malee"))
        assert client.get(old).status_code == 404
        assert client.post(old).status_code == 404
        assert client.post(fresh).status_code == 302
    assert session.facilitators.count() == 2
