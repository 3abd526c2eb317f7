"""The same call twice gives the same answer once done.

No query is spent before the verb: the answer's row is inserted last, in the verb's own transaction. Where the key was
used before, that insert (or the verb's own refusal) fails, all is rolled back, and the kept answer is given again.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from smarthub.kit.models import KeptAnswer
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.uniqueness import broken_constraint

Answer = tuple[int, Any]
KEY_REUSED = Refusal(
    "key-reused",
    _("This Idempotency-Key was used for another call."),
    would_pass=_("Send a new key with a new call."),
)


def once(
    *, asker: str, key: str, body: bytes, now: datetime, do: Callable[[], Answer], refuse: Callable[[Refused], Answer]
) -> Answer:
    """Do it, or give again what was answered before.

    `do` runs the verb and answers (status, JSON). `refuse` turns a refusal into such an answer, which is kept as well.
    Raises Refused(KEY_REUSED) where the key came with another body.
    """
    digest = hashlib.sha256(body).hexdigest()
    try:
        with transaction.atomic():
            status, answer = do()
            _keep(asker, key, digest, status, answer, now)
        return status, answer
    except IntegrityError as error:
        if broken_constraint(error) != "kept_answer_once":
            raise
        return _kept(asker, key, digest)  # type: ignore[return-value]
    except Refused as refused:
        if kept := _kept(asker, key, digest):
            return kept
        status, answer = refuse(refused)
        try:
            with transaction.atomic():
                _keep(asker, key, digest, status, answer, now)
        except IntegrityError:
            return _kept(asker, key, digest)  # type: ignore[return-value]
        return status, answer


def once_apart(*, asker: str, key: str, body: bytes, now: datetime, do: Callable[[], Answer]) -> Answer:
    """The same for what takes long and may be done twice by itself: it is done outside of any transaction of ours, so that
    no writer waits for it, and its answer is kept afterwards. A refusal is told and not kept.
    """
    digest = hashlib.sha256(body).hexdigest()
    if kept := _kept(asker, key, digest):
        return kept
    status, answer = do()
    try:
        with transaction.atomic():
            _keep(asker, key, digest, status, answer, now)
    except IntegrityError as error:
        if broken_constraint(error) != "kept_answer_once":
            raise
        return _kept(asker, key, digest)  # type: ignore[return-value]
    return status, answer


def _keep(asker: str, key: str, digest: str, status: int, answer: Any, now: datetime) -> None:
    KeptAnswer.objects.create(asker=asker, key=key, digest=digest, status=status, answer=answer, made_at=now)


def _kept(asker: str, key: str, digest: str) -> Answer | None:
    kept = KeptAnswer.objects.filter(asker=asker, key=key).first()
    if kept is None:
        return None
    if kept.digest != digest:
        raise Refused(KEY_REUSED)
    return kept.status, kept.answer
