"""Opening a session."""

from datetime import timedelta

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms import queries
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.doctor import examine
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.join import OPENED, why_not_open
from smarthub.brainstorms.testing import begin, make_session
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_host


@pytest.mark.parametrize(
    ("question", "template", "code"),
    [
        ("Why?", "free", None),
        ("", "free", "no-question"),
        ("x" * 301, "free", "too-long"),
        ("Why?", "nothing", "unknown-template"),
    ],
)
def test_a_session_begins_with_a_question_and_a_template(question, template, code):
    refusal = why_not_open(question, template, frozenset({"free"}))
    assert (refusal.code if refusal else None) == code


@pytest.mark.django_db
def test_who_opened_it_and_the_hosts_lead():
    person, host, stranger = make_person("A"), make_person("B"), make_person("C")
    session = make_session(person=person)
    make_host(session.hub, host, since=NINE)
    assert [queries.leads(session, each, now=NINE) for each in (person, host, stranger, None)] == [
        True,
        True,
        False,
        False,
    ]
    assert list(queries.sessions_led_by(person)) == [session]


@pytest.mark.django_db
def test_what_has_no_template_is_not_opened():
    with pytest.raises(Refused):
        make_session(template="nothing")
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_the_doctor_sees_a_gap():
    session = make_session()
    begin(session)
    assert list(examine()) == []
    Session.objects.update(last_number=5)
    assert len(list(examine())) == 1
    session.events.update(number=5)
    Session.objects.update(last_number=1)
    assert len(list(examine())) == 1


@pytest.mark.django_db
def test_nobody_opens_rooms_without_end():
    by = make_session().made_by
    for _time in range(OPENED[0] - 1):
        open_session(Hub.objects.get(), question="Why?", by=by, now=NINE)
    with pytest.raises(Refused, match="rooms-too-many"):
        open_session(Hub.objects.get(), question="Why?", by=by, now=NINE)
    open_session(Hub.objects.get(), question="Why?", by=make_person(), now=NINE)
    open_session(Hub.objects.get(), question="Why?", by=by, now=NINE + timedelta(days=1))
    assert Session.objects.count() == OPENED[0] + 2
