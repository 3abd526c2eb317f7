"""Opening hours: the rule, the verbs."""

from datetime import UTC, date, datetime

import pytest

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.hours import clear_day, close_on_holidays, set_day, set_hours
from smarthub.places.models import Hub
from smarthub.places.rules.hours import Minutes, why_not_open
from smarthub.places.testing import make_hub

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
NINE, SIX = 9 * 60, 18 * 60
FATHERS_DAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("stretches", "code"),
    [
        ([], None),
        ([(NINE, SIX)], None),
        ([(0, 1440)], None),
        ([(SIX, 1440), (NINE, SIX)], None),
        ([(NINE + 1, SIX)], "not-quarters"),
        ([(NINE, SIX + 7)], "not-quarters"),
        ([(-15, SIX)], "not-quarters"),
        ([(NINE, 1455)], "not-quarters"),
        ([(SIX, NINE)], "not-in-order"),
        ([(NINE, NINE)], "not-in-order"),
        ([(12 * 60, SIX), (NINE, 13 * 60)], "hours-overlap"),
    ],
)
def test_a_day_is_open_in_quarters_that_do_not_overlap(stretches: list[Minutes], code: str | None) -> None:
    refusal = why_not_open(stretches)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub()


@pytest.fixture
def host(db: None) -> Person:
    return make_person()


def _edition(hub: Hub) -> str:
    return queries.edition(hub.pk)


def test_a_week_is_set_whole_and_asked_again_changes_nothing(hub: Hub, host: Person) -> None:
    week = {0: [(NINE, 12 * 60), (13 * 60, SIX)], 5: [(10 * 60, 1440)]}
    before = _edition(hub)
    set_hours(hub, week, by=host, now=NOW)
    assert list(hub.opening_hours.values_list("weekday", "opens", "closes")) == [
        (0, NINE, 12 * 60),
        (0, 13 * 60, SIX),
        (5, 10 * 60, 1440),
    ]
    after = _edition(hub)
    assert after != before
    set_hours(hub, week, by=host, now=NOW)
    assert _edition(hub) == after
    assert Entry.objects.filter(verb="hours-set", by=host.code).count() == 1


def test_a_week_with_one_wrong_day_is_not_set_at_all(hub: Hub, host: Person) -> None:
    with pytest.raises(Refused):
        set_hours(hub, {0: [(NINE, SIX)], 1: [(SIX, NINE)]}, by=host, now=NOW)
    assert hub.opening_hours.count() == 7


def test_a_day_is_closed_with_a_reason_and_opened_again(hub: Hub, host: Person) -> None:
    set_day(hub, FATHERS_DAY, hours=None, reason_th="งานบุญ", reason_en="Merit making", by=host, now=NOW)
    hub.refresh_from_db()
    assert queries.rulebook(hub).open_on(FATHERS_DAY) == []
    assert queries.rulebook(hub).why_closed_on(FATHERS_DAY) == "งานบุญ"
    clear_day(hub, FATHERS_DAY, by=host, now=NOW)
    hub.refresh_from_db()
    assert queries.rulebook(hub).open_on(FATHERS_DAY)
    edition = _edition(hub)
    clear_day(hub, FATHERS_DAY, by=host, now=NOW)
    assert _edition(hub) == edition


def test_a_day_set_twice_alike_is_set_once(hub: Hub, host: Person) -> None:
    first = set_day(hub, FATHERS_DAY, hours=(NINE, SIX), by=host, now=NOW)
    assert set_day(hub, FATHERS_DAY, hours=(NINE, SIX), by=host, now=NOW) == first
    changed = set_day(hub, FATHERS_DAY, hours=None, by=host, now=NOW)
    assert (changed.pk, changed.is_closed) == (first.pk, True)
    assert set(Entry.objects.values_list("verb", flat=True)) == {"day-set", "day-closed"}


def test_a_day_has_hours_in_order(hub: Hub, host: Person) -> None:
    with pytest.raises(Refused) as refused:
        set_day(hub, FATHERS_DAY, hours=(SIX, NINE), by=host, now=NOW)
    assert refused.value.refusal.code == "not-in-order"


def test_holidays_are_closed_or_open(hub: Hub, host: Person) -> None:
    close_on_holidays(hub, closes=True, by=host, now=NOW)
    close_on_holidays(hub, closes=True, by=host, now=NOW)
    hub.refresh_from_db()
    assert queries.rulebook(hub).open_on(FATHERS_DAY) == []
    close_on_holidays(hub, closes=False, by=host, now=NOW)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["holidays-closed", "holidays-open"]
