"""Housekeeping of the ground floor, which has no tasks of its own."""

from datetime import timedelta

from django_tasks import task

from smarthub.kit import clock
from smarthub.kit.models import KeptAnswer, Tally


@task()
def forget_old() -> None:
    """Kept answers are for repeats of a call, tallies for limits: both are of no use after a few days."""
    now = clock.now()
    KeptAnswer.objects.filter(made_at__lt=now - timedelta(days=3)).delete()
    Tally.objects.filter(since__lt=now - timedelta(days=2)).delete()
