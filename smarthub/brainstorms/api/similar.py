"""Notes like a text, for programs that write notes as phones do."""

from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from smarthub.brainstorms.api.shapes import PROBLEMS, Code
from smarthub.brainstorms.api.who import in_measure, looker_in
from smarthub.brainstorms.http import session_or_404
from smarthub.brainstorms.queries.similar import similar_notes
from smarthub.kit.api import Ref, Text, answer, described

router = Router(tags=["brainstorms"])


class SimilarOut(Schema):
    note: Ref
    text: str
    likeness: float = Field(description="0 to 1")
    is_same: bool = Field(description="very likely the same note again")
    is_mine: bool


class SimilarsOut(Schema):
    items: list[SimilarOut]
    next: str | None = Field(description="always null: at most three")


LIKE = {"note": "x4k8m2pq", "text": "แยกขยะที่ตลาดสด", "likeness": 0.62, "is_same": False, "is_mine": False}


@router.get(
    "/brainstorms/{code}/similar",
    auth=None,
    summary="Notes like this text",
    response={200: SimilarsOut, **PROBLEMS},
    openapi_extra=described(gives={"items": [LIKE], "next": None}),
)
def similar(
    request: HttpRequest, code: Code, text: Annotated[Text, Query(max_length=2000, examples=["แยกขยะ"])]
) -> HttpResponse:
    """Up to three notes that the caller may read; what is not revealed yet only to who wrote it. For who has a key, or
    leads.
    """
    session = session_or_404(code)
    by = looker_in(request, session)
    in_measure(request, by)
    if by.participant is None and not by.leads:
        raise Http404
    items = similar_notes(session, text, participant=by.participant)
    return answer(200, {"items": items, "next": None}, headers={"Cache-Control": "no-store"})
