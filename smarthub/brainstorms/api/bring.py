"""A conversation brought in from elsewhere."""

from hashlib import sha256
from typing import Annotated, Literal, cast
from uuid import NAMESPACE_OID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from smarthub.brainstorms.actions.bring import bring
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.api.shapes import PROBLEMS, Code, State
from smarthub.brainstorms.http import sender, session_or_404
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.polis_export import NotAnExport, read_export
from smarthub.kit import clock
from smarthub.kit.api import Answer, Text, described, post
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person

router = Router(tags=["brainstorms"])
LONGEST = 52 * 1024 * 1024
Csv = Annotated[Text, Field(max_length=LONGEST)]
TAKES = {
    "format": "polis",
    "comments_csv": "comment-id,comment-body\n1,More trees",
    "votes_csv": "voter-id,comment-id,vote\n1,1,1",
}


class ImportIn(Schema):
    format: Literal["polis"]
    comments_csv: Csv
    votes_csv: Csv


@router.post(
    "/brainstorms/{code}/import",
    summary="Import a Polis conversation",
    response={200: State, **PROBLEMS},
    openapi_extra=described(gives={"code": "q7h2mc4x", "participants": 1, "groups": None}, takes=TAKES, key=True),
)
def bring_in(request: HttpRequest, code: Code, wish: ImportIn) -> HttpResponse:
    """For who leads. Up to 50 MB; answers with the results once they are computed, the test against chance included."""
    session, now = session_or_404(code), clock.now()
    person = cast(Person, request.auth)  # type: ignore[attr-defined]
    by = sender(session, key="", person=person, now=now)
    if not by.leads:
        raise Http404

    def do() -> Answer:
        try:
            export = read_export(wish.comments_csv, wish.votes_csv)
        except NotAnExport as error:
            raise Refused(error.refusal) from error
        # The same files again are the same import.
        bring(session, export, mark=uuid5(NAMESPACE_OID, sha256(request.body).hexdigest()), by=by, now=now)
        weigh_opinions(session, now=now)
        return 200, results(session, leads=True)

    return post(request, asker=f"room:{code}:{person.code}", now=now, do=do, apart=True)
