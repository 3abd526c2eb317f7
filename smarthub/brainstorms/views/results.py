"""What came out of a room, for everybody who has its code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.http import sender_of, session_or_404
from smarthub.brainstorms.models import Phase
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.report import left_out, said, shares
from smarthub.brainstorms.views.opinions import MOST, opinions_shown

ALL = 10_000


@never_cache
@require_safe
def results_page(request: HttpRequest, code: str) -> HttpResponse:
    session = session_or_404(code)
    found = results(session)
    most = ALL if "all" in request.GET else MOST
    shown: dict[str, Any] = {
        "session": session,
        "leads": sender_of(request, session).leads,
        "opinions": opinions_shown(found, most=most),
        "votes": [_vote(vote, most) for vote in found["votes"] if vote["notes"]],
    }
    return render(request, "brainstorms/results.html", shown)


def _vote(vote: dict[str, Any], most: int) -> dict[str, Any]:
    lines = [
        {"text": line["text"], "said": said({**line, "kind": vote["kind"]}), "share": share}
        for line, share in zip(vote["notes"], shares(vote["notes"]), strict=True)
    ]
    return {
        "title": Phase.Kind(vote["kind"]).label,
        "voters": vote["voters"],
        "left_out": left_out(vote),
        "lines": lines[:most],
        "more": max(0, len(lines) - most),
    }
