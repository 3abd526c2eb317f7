"""What the worker does for bookings (how often: settings.DUE)."""

from django_tasks import task

from smarthub.bookings.actions import release, series, waiting
from smarthub.bookings.actions.guests import forget_guests
from smarthub.bookings.actions.remind import remind_all
from smarthub.bookings.actions.take_entry import forget_said
from smarthub.kit import clock


@task()
def purge_expired_holds() -> None:
    release.purge_expired_holds(now=clock.now())


@task()
def release_no_shows() -> None:
    release.release_no_shows(now=clock.now())


@task()
def close_overdue_visits() -> None:
    release.close_overdue_visits(now=clock.now())


@task()
def purge_past_slots() -> None:
    now = clock.now()
    release.purge_past_slots(now=now)
    forget_guests(now=now)
    forget_said(now=now)


@task()
def serve_waiting() -> None:
    waiting.serve_waiting(now=clock.now())


@task()
def continue_series() -> None:
    series.continue_all(now=clock.now())


@task()
def remind() -> None:
    remind_all(now=clock.now())
