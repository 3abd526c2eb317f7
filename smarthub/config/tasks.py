"""Housekeeping of the ground floor, which has no tasks of its own."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from smarthub.kit import clock
from smarthub.kit.models import KeptAnswer, Tally


@task()
def forget_old() -> None:
    """Kept answers are for repeats of a call, tallies for limits, done tasks for who looks for a fault: none of them is
    of use after a few days, nor is a session that has run out.
    """
    now = clock.now()
    KeptAnswer.objects.filter(made_at__lt=now - timedelta(days=3)).delete()
    Tally.objects.filter(since__lt=now - timedelta(days=2)).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - timedelta(days=2)).delete()
