"""The same call twice gives the same answer once done."""

from datetime import UTC, datetime
from typing import Any

import pytest

from smarthub.kit.idempotency import Answer, once
from smarthub.kit.models import Due, KeptAnswer
from smarthub.kit.refusals import Refusal, Refused

NOW = datetime(2026, 3, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Counter:
    """A verb that leaves a row each time it is done, and may be told to refuse."""

    def __init__(self) -> None:
        self.refusal: Refusal | None = None

    def do(self) -> Answer:
        if self.refusal:
            raise Refused(self.refusal)
        Due.objects.create(task=f"row {Due.objects.count()}", next_at=NOW)
        return 201, {"rows": Due.objects.count()}

    def refuse(self, refused: Refused) -> Answer:
        return 409, {"code": refused.refusal.code}


def _call(counter: Counter, *, key: str = "k", body: bytes = b"1", asker: str = "a") -> Any:
    return once(asker=asker, key=key, body=body, now=NOW, do=counter.do, refuse=counter.refuse)


def test_the_same_call_again_gives_the_same_answer_and_does_nothing() -> None:
    counter = Counter()
    assert _call(counter) == _call(counter) == (201, {"rows": 1})
    assert Due.objects.count() == 1


def test_another_key_or_another_asker_is_another_call() -> None:
    counter = Counter()
    assert [_call(counter)[1], _call(counter, key="l")[1], _call(counter, asker="b")[1]] == [
        {"rows": 1},
        {"rows": 2},
        {"rows": 3},
    ]


def test_the_same_key_with_another_body_is_refused_and_does_nothing() -> None:
    counter = Counter()
    _call(counter)
    with pytest.raises(Refused) as refused:
        _call(counter, body=b"2")
    assert refused.value.refusal.code == "key-reused"
    assert Due.objects.count() == 1


def test_a_refusal_is_kept_as_an_answer_too() -> None:
    counter = Counter()
    counter.refusal = Refusal("taken", "Taken.")
    assert _call(counter) == (409, {"code": "taken"})
    counter.refusal = None
    assert _call(counter) == (409, {"code": "taken"})
    assert KeptAnswer.objects.count() == 1
    assert Due.objects.count() == 0
