"""Whatever people, hosts and the worker do, in whatever order and at whatever time: slots and bookings agree."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from smarthub.bookings import doctor
from smarthub.bookings.actions import release
from smarthub.bookings.actions.book import book, confirm, hold, let_go
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.check_in import check_in, leave
from smarthub.bookings.actions.close_space import close_space, lift
from smarthub.bookings.actions.undo import undo_cancel, undo_check_in, undo_leave
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.queries import offers
from smarthub.bookings.rules.quarters import QUARTER
from smarthub.bookings.testing import NINE
from smarthub.bookings.views.plan import busy_on
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.models import Closure, Hub, Space
from smarthub.places.queries import rulebook
from smarthub.places.testing import make_hall, make_hub, make_policy, make_space

MINUTE = timedelta(minutes=1)
NAMES = ("A", "B", "Hall", "Hall 1", "Hall 2")
begins = st.integers(-2, 12)  # quarters from now on
lengths = st.integers(1, 8)
which = st.integers(0, 9)
some_spaces = st.sampled_from([("A",), ("B",), ("A", "B"), ("Hall",), ("Hall 1",), ("Hall 2",), ("A", "Hall 1")])


class AnyOrder(RuleBasedStateMachine):
    """One day of a small hub: two desks and a hall of two rooms with free time after each booking."""

    @initialize()
    def open_the_hub(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.hub = Hub.objects.get(slug="hub")
        self.now = NINE
        self.guest = make_person("guest")
        self.host = make_person("host")

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    # --- what there is --------------------------------------------------------------------------------------------

    def spaces(self, names: Sequence[str]) -> list[Space]:
        return [Space.objects.get(name_th=name) for name in names]

    def time(self, begin: int, length: int) -> dict[str, Any]:
        quarter = self.now.replace(minute=self.now.minute // 15 * 15)
        return {"starts_at": quarter + begin * QUARTER, "ends_at": quarter + (begin + length) * QUARTER}

    def with_one_of(self, rows: Any, n: int, do: Callable[[Any], object]) -> None:
        """Do it with one of these rows; that it may be refused is no fault."""
        found = list(rows.order_by("pk"))
        if found:
            self.attempt(lambda: do(found[n % len(found)]))

    def attempt(self, do: Callable[[], object]) -> None:
        with suppress(Refused):
            do()

    # --- what happens -----------------------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 4, 6, 10, 15, 25, 60]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(names=some_spaces, begin=begins, length=lengths)
    def somebody_books(self, names: Sequence[str], begin: int, length: int) -> None:
        time, spaces = self.time(begin, length), self.spaces(names)
        self.attempt(lambda: book(self.hub, spaces=spaces, **time, person=self.guest, by=self.guest, now=self.now))

    @rule(names=some_spaces, begin=begins, length=lengths, holder=st.sampled_from(["one", "two"]))
    def somebody_holds(self, names: Sequence[str], begin: int, length: int, holder: str) -> None:
        time, spaces = self.time(begin, length), self.spaces(names)
        self.attempt(lambda: hold(self.hub, spaces=spaces, **time, holder=holder, by=None, now=self.now))

    @rule(n=which)
    def a_hold_is_confirmed(self, n: int) -> None:
        holds = Booking.objects.filter(booked_at=None)
        self.with_one_of(holds, n, lambda held: confirm(held, person=self.guest, by=self.guest, now=self.now))

    @rule(n=which)
    def a_hold_is_let_go(self, n: int) -> None:
        self.with_one_of(Booking.objects.filter(booked_at=None), n, let_go)

    @rule(n=which, names=st.none() | some_spaces, begin=begins, length=lengths)
    def a_booking_is_moved(self, n: int, names: Sequence[str] | None, begin: int, length: int) -> None:
        time, spaces = self.time(begin, length), self.spaces(names) if names else None
        self.with_one_of(
            Booking.objects.all(), n, lambda each: change(each, **time, spaces=spaces, by=self.guest, now=self.now)
        )

    @rule(n=which, quarters=st.integers(-6, 6))
    def the_end_of_a_booking_is_moved(self, n: int, quarters: int) -> None:
        def move(each: Booking) -> object:
            ends_at = each.ends_at + quarters * QUARTER
            return change(each, starts_at=each.starts_at, ends_at=ends_at, by=self.guest, now=self.now)

        self.with_one_of(Booking.objects.all(), n, move)

    @rule(n=which, by_host=st.booleans())
    def a_booking_is_cancelled(self, n: int, by_host: bool) -> None:
        self.with_one_of(
            Booking.objects.all(), n, lambda each: cancel(each, by=self.guest, now=self.now, by_host=by_host)
        )

    @rule(n=which)
    def a_party_comes(self, n: int) -> None:
        self.with_one_of(Booking.objects.all(), n, lambda each: check_in(each, by=self.guest, now=self.now))

    @rule(n=which)
    def a_party_leaves(self, n: int) -> None:
        self.with_one_of(Visit.objects.all(), n, lambda visit: leave(visit, by=self.guest, now=self.now))

    @rule(n=which, names=some_spaces)
    def the_host_moves_a_party(self, n: int, names: Sequence[str]) -> None:
        def move(each: Booking) -> object:
            spaces, first, last = self.spaces(names), each.starts_at, each.ends_at
            return change(each, starts_at=first, ends_at=last, spaces=spaces, by=self.host, now=self.now, by_host=True)

        self.with_one_of(Booking.objects.all(), n, move)

    @rule(n=which)
    def a_cancelling_is_taken_back(self, n: int) -> None:
        self.with_one_of(Booking.objects.all(), n, lambda each: undo_cancel(each, by=self.host, now=self.now))

    @rule(n=which)
    def a_check_in_is_taken_back(self, n: int) -> None:
        self.with_one_of(Visit.objects.all(), n, lambda visit: undo_check_in(visit, by=self.host, now=self.now))

    @rule(n=which)
    def a_leaving_is_taken_back(self, n: int) -> None:
        self.with_one_of(Visit.objects.all(), n, lambda visit: undo_leave(visit, by=self.host, now=self.now))

    @rule(name=st.sampled_from(NAMES), begin=begins, length=st.integers(1, 20), cancels_hit=st.booleans())
    def the_host_closes_a_space(self, name: str, begin: int, length: int, cancels_hit: bool) -> None:
        time, (space,) = self.time(begin, length), self.spaces([name])
        self.attempt(lambda: close_space(self.hub, space, **time, cancels_hit=cancels_hit, by=self.host, now=self.now))

    @rule(n=which)
    def the_host_opens_a_space_again(self, n: int) -> None:
        self.with_one_of(Closure.objects.all(), n, lambda closure: lift(closure, by=self.host, now=self.now))

    @rule()
    def the_worker_comes_by(self) -> None:
        release.purge_expired_holds(now=self.now)
        release.release_no_shows(now=self.now)
        release.close_overdue_visits(now=self.now)

    # --- what always holds ------------------------------------------------------------------------------------------

    @invariant()
    def slots_and_bookings_agree(self) -> None:
        if hasattr(self, "undone"):
            with clock.stopped_at(self.now):
                assert list(doctor.examine()) == []

    @invariant()
    def what_is_free_is_the_same_asked_for_itself_and_from_what_is_taken(self) -> None:
        """The booking page makes its list and its plan of one question."""
        if not hasattr(self, "undone"):
            return
        time = self.time(0, 4)
        busy = busy_on(self.hub, rulebook(self.hub), time["starts_at"], time["ends_at"] + 16 * QUARTER, now=self.now)
        wish: dict[str, Any] = {**time, "people": 1, "now": self.now}
        assert offers(self.hub, **wish, busy=busy) == offers(self.hub, **wish)


@pytest.mark.slow
@pytest.mark.django_db
def test_slots_and_bookings_agree_whatever_happens_in_whatever_order() -> None:
    hub = make_hub(closes=24 * 60)
    make_space(hub, "A")
    make_space(hub, "B")
    make_hall(hub)
    make_policy(hub, shortest_minutes=15)
    make_policy(hub, kind="room", buffer_minutes=15, cancel_minutes=30)
    quick = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # a step costs a few milliseconds: shrinking by hand is quicker
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyOrder, settings=quick)
