"""What the worker does for the outbox (how often: settings.DUE)."""

from datetime import timedelta

from django_tasks import task

from smarthub.kit import clock
from smarthub.notices.actions.choose import forget_before
from smarthub.notices.actions.send import send_due

KEPT = timedelta(days=180)


@task()
def send() -> None:
    send_due(now=clock.now())


@task()
def forget_old() -> None:
    forget_before(clock.now() - KEPT)
