"""What is of no use any more goes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from smarthub.config.tasks import forget_old
from smarthub.journal.tasks import seal
from smarthub.kit import clock
from smarthub.kit.models import KeptAnswer, Tally


@pytest.mark.django_db
def test_old_answers_tallies_sessions_and_done_tasks_go_and_fresh_ones_stay() -> None:
    now = clock.now()
    for age in (timedelta(0), timedelta(days=4)):
        then = now - age
        KeptAnswer.objects.create(asker=str(age), key="k", digest="d", status=200, answer="", made_at=then)
        Tally.objects.create(name=str(age), since=then)
        Session.objects.create(session_key=str(age.days), session_data="", expire_date=then + timedelta(days=1))
        seal.enqueue()
        DBTaskResult.objects.filter(finished_at=None).update(status="SUCCESSFUL", finished_at=then)
    seal.enqueue()
    forget_old.func()
    assert [model.objects.count() for model in (KeptAnswer, Tally, Session, DBTaskResult)] == [1, 1, 1, 2]
