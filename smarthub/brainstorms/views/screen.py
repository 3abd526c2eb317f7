"""The big screen of the room: for a projector, read from six metres. It shows what everybody with the code may know,
and nothing of anybody; it sends nothing, so it may stand where nobody watches it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.http import link_to, session_or_404
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.queries.ahead import counts
from smarthub.brainstorms.queries.outcome import points_of
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.report import said, shares
from smarthub.brainstorms.rules.vote import VOTING
from smarthub.brainstorms.views.lead.outline import left_of, outline, place_of
from smarthub.brainstorms.views.opinions import opinions_shown
from smarthub.brainstorms.views.room import running
from smarthub.kit import clock
from smarthub.look.qr import qr

Shown = dict[str, Any]
Kind = Phase.Kind
FRAMES = 2  # that are shown at most: the newest
MOST = 12  # notes of a group
TOP = 8  # of a vote
OUTCOME = {Kind.DECIDE, Kind.ACT}


def qr_of(session: Session) -> SafeString:
    return qr(link_to(session))


def short_link(session: Session) -> str:
    """The address as people type it."""
    return link_to(session).partition("://")[2].rstrip("/")


@never_cache
@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    session = session_or_404(code)
    found = state(session)
    phase, now = running(found), clock.now()
    came_out, of = results(session), _result_of(found, phase)
    outcome = bool(found["closed_at"]) or (phase is not None and phase["kind"] in OUTCOME)
    shown: dict[str, Any] = {
        "room": found,
        "hub": session.hub,
        "phase": phase,
        "place": place_of(found, phase),
        "left": left_of(phase),
        "counts": counts(session, phase["phase"] if phase else None, now=now),
        "votes": bool(phase and phase["kind"] in VOTING),
        "writes": bool(phase and phase["kind"] == Kind.WRITE),
        "points": points_of(session) if phase and phase["kind"] == Kind.TALK else [],
        "frames": _cut(outline(found)),
        "most": f":{MOST}",
        "outcome": outcome and bool(found["decisions"] or found["actions"]),
        "lines": _lines(came_out, of),
        "opinions": opinions_shown(came_out) if of and of["kind"] == Kind.OPINIONS else None,
        "qr": qr_of(session),
        "short": short_link(session),
        "now": now,
        "stream": reverse("api:stream", kwargs={"code": session.code}),
    }
    return render(request, "brainstorms/screen.html", shown)


def _cut(frames: list[Shown]) -> list[Shown]:
    """The newest frames, and of each group what six metres allow; the rest as a number."""
    frames = frames[-FRAMES:]
    for part in (part for frame in frames for part in (*frame["groups"], *frame["lanes_of"])):
        part["more"] = max(0, len(part["notes"]) - MOST)
    return frames


def _result_of(found: Shown, phase: Shown | None) -> Shown | None:
    """Whose result to look at: of the vote that runs, once it is revealed; of the last one while people talk and decide."""
    if phase is None:
        return None
    if phase["kind"] in VOTING:
        return phase if phase["revealed_at"] else None
    over = [each for each in found["phases"] if each["kind"] in VOTING and each["ended_at"]]
    return over[-1] if over and phase["kind"] in {*OUTCOME, Kind.TALK} else None


def _lines(came_out: Shown, of: Shown | None) -> list[Shown]:
    """The notes of a vote from the top, each with its figures in words and the length of its bar."""
    vote = next((each for each in came_out["votes"] if of and each["phase"] == of["phase"]), None)
    if vote is None:
        return []
    top = vote["notes"][:TOP]
    told = zip(top, shares(top), strict=True)
    return [{**line, "said": said({**line, "kind": vote["kind"]}), "share": share} for line, share in told]
