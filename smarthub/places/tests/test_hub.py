"""What a hub says of itself, and who runs it."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.hub import appoint_host, describe_hub, end_example, end_host
from smarthub.places.models import Hub
from smarthub.places.rules.hosts import LAST_HOST, NO_ACCOUNT, why_not_appoint, why_not_end
from smarthub.places.testing import make_hub

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub(is_example=True)


@pytest.fixture
def host(db: None) -> Person:
    return make_person(joined_at=NOW)


def test_who_runs_a_hub_can_sign_in_and_somebody_always_does() -> None:
    assert why_not_appoint(has_account=True) is None
    assert why_not_appoint(has_account=False) == NO_ACCOUNT
    assert why_not_end(others=1) is None
    assert why_not_end(others=0) == LAST_HOST


def test_a_hub_says_what_its_hosts_write(hub: Hub, host: Person) -> None:
    told = describe_hub(hub, {"name_th": "ฮับ", "phone": "042 000 000", "slug": "stolen"}, by=host, now=NOW)
    assert (told.name_th, told.phone, told.slug) == ("ฮับ", "042 000 000", "hub")
    edition = queries.edition(hub.pk)
    describe_hub(hub, {"name_th": "ฮับ"}, by=host, now=NOW)
    assert queries.edition(hub.pk) == edition


def test_an_example_ends_once(hub: Hub, host: Person) -> None:
    end_example(hub, by=host, now=NOW)
    edition = queries.edition(hub.pk)
    end_example(hub, by=host, now=NOW)
    assert not Hub.objects.get().is_example
    assert queries.edition(hub.pk) == edition


def test_a_host_is_appointed_once_and_ends(hub: Hub, host: Person) -> None:
    first = appoint_host(hub, host, by=None, now=NOW)
    assert appoint_host(hub, host, by=None, now=LATER) == first
    assert queries.is_host(hub, host, now=NOW)
    with pytest.raises(Refused) as refused:
        end_host(first, by=host, now=LATER)
    assert refused.value.refusal.code == "last-host"
    second = appoint_host(hub, make_person("Malee", joined_at=NOW), by=host, now=NOW)
    assert end_host(first, by=second.person, now=LATER).until == LATER
    assert end_host(first, by=second.person, now=LATER + timedelta(days=1)).until == LATER
    assert not queries.is_host(hub, host, now=LATER)
    assert list(queries.hosts_of(hub, now=LATER)) == [second]


def test_who_cannot_sign_in_is_not_appointed(hub: Hub) -> None:
    with pytest.raises(Refused):
        appoint_host(hub, make_person(joined_at=None), by=make_person(), now=NOW)
