"""What went wrong, as problem+json (RFC 9457) in the caller's language. Never HTML, never a bare status."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic_core import to_json

from smarthub.kit.refusals import Refusal

Answer = tuple[int, Any]
TYPES = "/api/v1/docs#problem-"  # where each kind of problem is explained

# Each kind of problem: its status and its title.
KINDS: dict[str, tuple[int, str | Promise]] = {
    "bad-request": (400, _("The call cannot be read.")),
    "sign-in": (401, _("Who are you?")),
    "forbidden": (403, _("You may not do this.")),
    "csrf": (403, _("The proof against forged calls is missing.")),
    "not-found": (404, _("There is no such thing.")),
    "method-not-allowed": (405, _("This address does not do that.")),
    "taken": (409, _("Somebody else has it.")),
    "hold-expired": (409, _("The time to confirm has run out.")),
    "too-large": (413, _("Too much at once.")),
    "invalid": (422, _("Something in the call is missing or wrong.")),
    "refused": (422, _("A rule does not allow it.")),
    "key-reused": (422, _("This Idempotency-Key was used for another call.")),
    "too-many": (429, _("Too many calls.")),
    "error": (500, _("Something went wrong here.")),
}
DETAILS: dict[str, str | Promise] = {
    "bad-request": _("Send JSON, as the description of this call says."),
    "sign-in": _("Send a token: Authorization: Bearer …"),
    "forbidden": _("This is for those who run the place."),
    "csrf": _("Send the CSRF cookie's value in X-CSRFToken, or use a token."),
    "not-found": _("It does not exist, or it is not yours."),
    "method-not-allowed": _("See Allow for what it does."),
    "too-large": _("Send less at once."),
    "invalid": _("See errors for each field."),
    "too-many": _("Wait as long as Retry-After says, then go on."),
    "error": _("It was written down for the people who run this. Try again later."),
}


class Problem(Exception):
    """Raised by a call to end with this problem."""

    def __init__(
        self, code: str, detail: str | Promise = "", *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.headers, self.more = code, detail, headers, more

    @property
    def status(self) -> int:
        return KINDS[self.code][0]

    @property
    def body(self) -> dict[str, Any]:
        return said(self.code, self.detail, **self.more)


class Invalid(Problem):
    """Fields that are missing or wrong: {field: sentence}."""

    def __init__(self, fields: Mapping[str, str | Promise]) -> None:
        super().__init__("invalid", errors=[{"field": name, "detail": str(text)} for name, text in fields.items()])


def said(code: str, detail: str | Promise = "", **more: Any) -> dict[str, Any]:
    status, title = KINDS[code]
    return {
        "type": TYPES + code,
        "title": str(title),
        "status": status,
        "code": code,
        "detail": str(detail or DETAILS.get(code, title)),
        **more,
    }


def refused(refusal: Refusal, **more: Any) -> Answer:
    """A refusal as an answer: some have a status of their own (taken), the rest are `refused`, with the rule's code."""
    code = refusal.code if refusal.code in KINDS else "refused"
    body = said(code, refusal.sentence, rule=refusal.code, would_pass=refusal.would_pass, **more)
    return KINDS[code][0], body


def written(body: Any) -> str:
    return to_json(body).decode()


def answer(
    status: int, body: Any, *, headers: Mapping[str, str] | None = None, vary: Iterable[str] = ()
) -> HttpResponse:
    """The one way out: JSON, written once; a text is taken for JSON that is written already."""
    text = body if isinstance(body, str) else written(body)
    kind = "application/json" if status < 400 else "application/problem+json"
    response = HttpResponse(text if status != 204 else b"", status=status, content_type=kind)
    response.headers["Content-Language"] = get_language() or "th"
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def answer_problem(problem: Problem) -> HttpResponse:
    return answer(problem.status, problem.body, headers=problem.headers)
