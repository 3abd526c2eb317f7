"""Types of what comes in and goes out, and what the OpenAPI description says beside them."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?:([Zz])|[ +-]\d\d:\d\d)?")
FIRST_YEAR, LAST_YEAR = 2000, 2200


def read_moment(text: Any) -> datetime:
    """RFC 3339 with its offset, as UTC. In an address a bare + arrives as a blank; it is understood."""
    if isinstance(text, datetime):
        return text
    found = _RFC3339.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise PydanticCustomError("not-a-time", "not a time")
    wall = found[1]
    offset = text[len(wall) :].replace(" ", "+").upper()
    if not offset:
        raise PydanticCustomError("naive-time", "a time without its offset")
    try:
        read = datetime.fromisoformat(wall.upper().replace(" ", "T") + offset)
    except ValueError as error:
        raise PydanticCustomError("not-a-time", "not a time") from error
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise PydanticCustomError("not-a-time", "not a time")
    return read.astimezone(UTC)


def without_nul(text: Any) -> Any:
    if isinstance(text, str) and "\0" in text:
        raise PydanticCustomError("nul", "a text holds no NUL")
    return text


Moment = Annotated[
    datetime,
    BeforeValidator(read_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-23T10:00:00+07:00"]}),
]
Ref = Annotated[str, Field(pattern=r"^[0-9a-z]{1,16}$", examples=["k3m8p2qd"])]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,50}$", examples=["our-hub"])]
Text = Annotated[str, BeforeValidator(without_nul)]


class Money(Schema):
    """Whole satang: 100 satang are one baht."""

    satang: int
    currency: Literal["THB"]


class FieldProblem(Schema):
    field: str
    detail: str


class ProblemOut(Schema):
    """RFC 9457. `code` is for programs; `title` and `detail` are in the caller's language (Accept-Language)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    rule: str | None = Field(None, description="the rule that stands against it, for programs")
    would_pass: str | None = Field(None, description="what would pass")
    errors: list[FieldProblem] | None = None


class Empty(Schema):
    """A body that says nothing more; it may be left out."""


def moment(value: datetime | None, zone: tzinfo) -> str | None:
    """RFC 3339 with the place's own offset."""
    return value.astimezone(zone).isoformat(timespec="seconds") if value else None


_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "Your own mark for this call: sent again with the same body it gives the same answer.",
}


def described(
    *, gives: Any = None, status: int = 200, takes: Any = None, key: bool = False, others: dict[int, Any] | None = None
) -> dict[str, Any]:
    """For `openapi_extra`: an example of what the call takes and gives, and the key that every POST may carry."""
    extra: dict[str, Any] = {"responses": {}}
    for code, example in {status: gives, **(others or {})}.items():
        if example is not None:
            extra["responses"][code] = {"content": {"application/json": {"example": example}}}
    if takes is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": takes}}}
    if key:
        extra["parameters"] = [dict(_KEY)]
    return extra
