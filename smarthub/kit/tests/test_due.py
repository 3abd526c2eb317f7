"""Work that comes round again is enqueued once, whoever asks; limits count over all processes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from smarthub.kit import limits
from smarthub.kit.due import run_due
from smarthub.kit.models import Due

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def test_what_is_due_is_enqueued_once_and_again_after_its_time(settings: Any) -> None:
    settings.DUE = {"smarthub.journal.tasks.seal": MINUTE}
    assert [run_due(NOW), run_due(NOW), run_due(NOW + MINUTE / 2), run_due(NOW + MINUTE)] == [1, 0, 0, 1]
    assert DBTaskResult.objects.count() == 2


def test_a_worker_that_comes_second_enqueues_nothing(settings: Any) -> None:
    settings.DUE = {"smarthub.journal.tasks.seal": MINUTE}
    run_due(NOW)
    Due.objects.update(next_at=NOW + MINUTE)
    assert run_due(NOW + MINUTE / 2) == 0


def test_a_limit_counts_within_its_window_only() -> None:
    tries = [limits.too_often("code:x", limit=2, window=MINUTE, now=NOW) for _ in range(3)]
    assert tries == [False, False, True]
    assert not limits.too_often("code:y", limit=2, window=MINUTE, now=NOW)
    assert not limits.too_often("code:x", limit=2, window=MINUTE, now=NOW + MINUTE)


def test_a_bucket_lets_through_its_rate_and_says_when_the_next_may_come() -> None:
    bucket = limits.Bucket(2)
    waits = [bucket.take("t") for _ in range(3)]
    assert waits[:2] == [0.0, 0.0]
    assert 0 < waits[2] <= 0.5
