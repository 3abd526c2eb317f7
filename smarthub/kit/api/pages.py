"""Lists in pages: {"items": [...], "next": cursor-or-null}, in a stable order.

A cursor is what the last row of a page has in the order's columns, signed: it is opaque, it stays true while rows come
and go, and nobody writes one by hand. The last column must be unique, and public. It is signed for its list: that of
another list, whose columns mean something else, is no cursor.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Annotated, Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from smarthub.kit.api.problems import Invalid

Row = TypeVar("Row", bound=Model)
Thing = TypeVar("Thing")

Limit = Annotated[int, Field(ge=1, le=500, description="how many at most")]
Cursor = Annotated[str | None, Field(max_length=600, description="`next` of the page before")]
MARKED = "marked"  # lists in memory: a mark and how many came before it
NOT_A_CURSOR = _("This is not a cursor that this list gave.")


def _signer(of: str) -> signing.Signer:
    return signing.Signer(salt=f"api.cursor:{of}")


def _sealed(of: str, place: Sequence[Any]) -> str:
    told = [each.isoformat() if isinstance(each, date) else each for each in place]  # as a query takes it back
    return _signer(of).sign_object(told, compress=False)


def _opened(of: str, cursor: str, length: int) -> list[Any]:
    try:
        place = _signer(of).unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise Invalid({"cursor": NOT_A_CURSOR}) from error
    if not isinstance(place, list) or len(place) != length:
        raise Invalid({"cursor": NOT_A_CURSOR})
    return place


def listed_rows(
    rows: QuerySet[Row],
    *,
    by: Sequence[str],
    cursor: str | None,
    limit: int,
    shown: Callable[[Sequence[Row]], list[Any]],
) -> dict[str, Any]:
    """A page of a query in the order of these columns."""
    rows, of = rows.order_by(*by), f"{rows.model._meta.label_lower} {' '.join(by)}"
    if cursor:
        place = _opened(of, cursor, len(by))
        after = (Q(**dict(zip(by[:n], place[:n], strict=True)), **{f"{by[n]}__gt": place[n]}) for n in range(len(by)))
        rows = rows.filter(reduce(or_, after))
    found = list(rows[: limit + 1])
    here = found[:limit]
    follows = _sealed(of, [getattr(here[-1], name) for name in by]) if len(found) > limit else None
    return {"items": shown(here), "next": follows}


def listed(
    things: Sequence[Thing],
    *,
    mark: Callable[[Thing], str],
    cursor: str | None,
    limit: int,
    shown: Callable[[Thing], Mapping[str, Any]],
) -> dict[str, Any]:
    """A page of what is in memory already; `mark` names each thing once. A list that lost the mark begins anew there."""
    start = 0
    if cursor:
        last, number = _opened(MARKED, cursor, 2)
        found = (n for n, thing in enumerate(things, start=1) if _short(mark(thing)) == last)
        start = next(found, min(number, len(things)))
    here = things[start : start + limit]
    more = start + limit < len(things)
    return {
        "items": [shown(thing) for thing in here],
        "next": _sealed(MARKED, [_short(mark(here[-1])), start + limit]) if more else None,
    }


def _short(mark: str) -> str:
    """What names a group of sixty desks would be longer than a cursor may be."""
    return mark if len(mark) <= 64 else sha256(mark.encode()).hexdigest()
