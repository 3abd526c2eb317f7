"""A POST may be sent twice: with the same Idempotency-Key it is done once and answered alike, byte for byte."""

import re
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from smarthub.kit.api.problems import Answer, Invalid, answer, refused, written
from smarthub.kit.idempotency import once, once_apart
from smarthub.kit.refusals import Refusal, Refused

_KEY = re.compile(r"[!-~]{1,200}")


def post(
    request: HttpRequest,
    *,
    asker: str,
    now: datetime,
    do: Callable[[], Answer],
    refuse: Callable[[Refusal], Answer] = refused,
    apart: bool = False,
) -> HttpResponse:
    """Do it and answer. `do` runs the verb; `refuse` says what a refusal is answered with, outside its transaction.
    `apart`: the verb is long and idempotent by itself, so it does not run within the transaction that keeps its answer.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        try:
            return answer(*do())
        except Refused as error:
            return answer(*refuse(error.refusal))
    if not _KEY.fullmatch(key):
        raise Invalid({"Idempotency-Key": _("A key has 1 to 200 letters, digits and signs, without spaces.")})
    body = f"{request.method} {request.path}\n".encode() + request.body
    try:
        # Kept as the text that was sent: a database may sort the keys of what it knows to be JSON.
        if apart:
            return answer(*once_apart(asker=asker, key=key, body=body, now=now, do=lambda: _as_text(do())))
        return answer(
            *once(
                asker=asker,
                key=key,
                body=body,
                now=now,
                do=lambda: _as_text(do()),
                refuse=lambda error: _as_text(refuse(error.refusal)),
            )
        )
    except Refused as error:
        return answer(*refused(error.refusal))


def _as_text(given: Answer) -> Answer:
    status, body = given
    return status, written(body)
