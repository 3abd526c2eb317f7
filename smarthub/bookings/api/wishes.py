"""What a caller may wish for, and what they are told when it is taken."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from smarthub.bookings import queries
from smarthub.bookings.api.shapes import Kind, offer_shown
from smarthub.bookings.rules.book import GONE, MOST_PEOPLE
from smarthub.kit.api import Answer, Moment, Ref, Slug, refused
from smarthub.kit.refusals import Refusal, Refused
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

People = Annotated[int, Field(ge=1, le=MOST_PEOPLE, strict=True)]
Spaces = Annotated[list[Ref], Field(min_length=1, max_length=100)]


class HoldIn(Schema):
    hub: Slug
    spaces: Spaces
    starts_at: Moment
    ends_at: Moment
    people: People = 1


class ChangeIn(Schema):
    """What is left out stays as it is."""

    starts_at: Moment | None = None
    ends_at: Moment | None = None
    spaces: Spaces | None = None
    people: People | None = None


def found_spaces(book: Rulebook, refs: Sequence[str]) -> list[Space]:
    try:
        return [book.by_ref[ref] for ref in refs]
    except KeyError as error:
        raise Refused(GONE) from error


def with_alternatives(
    hub: Hub,
    book: Rulebook,
    *,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    spaces: Sequence[Space] = (),
    kind: Kind | str = "",
    now: datetime,
) -> Callable[[Refusal], Answer]:
    """How to refuse: what is taken comes with what comes nearest to it, asked when all else is over."""

    def refuse(refusal: Refusal) -> Answer:
        status, body = refused(refusal)
        if status == 409:
            body["alternatives"] = nearest(
                hub, book, starts_at=starts_at, ends_at=ends_at, people=people, spaces=spaces, kind=kind, now=now
            )
        return status, body

    return refuse


def nearest(hub: Hub, book: Rulebook, *, starts_at: datetime, ends_at: datetime, **wish: Any) -> list[dict[str, Any]]:
    found = queries.alternatives(hub, starts_at=starts_at, ends_at=ends_at, **wish)
    return [offer_shown(offer, zone=book.zone) for offer in found]
