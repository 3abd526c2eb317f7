"""What came out of a session, to read, to print and to take away."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smarthub.brainstorms.actions.links import REPORT_LINK_ENDED, end_link
from smarthub.brainstorms.http.report import key_of, link_to_share, to_lead_or_404, to_read_or_404
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.queries.report import report
from smarthub.brainstorms.rules.report import COLUMNS, rows
from smarthub.brainstorms.views.told import told
from smarthub.kit import clock
from smarthub.kit.sheets import write
from smarthub.kit.thai import dates
from smarthub.look.pdf import pdf

BOM = "\ufeff"  # by which Excel knows UTF-8
PAPER = "brainstorms/templates/brainstorms/report.typ"


def _address(request: HttpRequest, code: str, name: str) -> str:
    """Another form of the report, for the same reader: with the key where they came with one."""
    path = reverse(f"brainstorms:{name}", kwargs={"code": code})
    key = request.GET.get("key", "")
    return f"{path}?{urlencode({'key': key})}" if key else path


def _named(session: Session, kind: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="brainstorm-{session.code}.{kind}"',
        "X-Robots-Tag": "noindex",
        "Cache-Control": "private, no-store",
    }


@never_cache
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    session, by = to_read_or_404(request, code)
    shown: dict[str, Any] = {
        "session": session,
        "told": told(session, report(session)),
        "leads": by.leads,
        "is_inside": bool(by.leads or by.participant),
        "link": link_to_share(session) if by.leads else "",
        "key": key_of(session) if by.leads else "",
        "pdf": _address(request, code, "report-pdf"),
        "csv": _address(request, code, "report-csv"),
        "json": _address(request, code, "report-json"),
    }
    return render(request, "brainstorms/report.html", shown)


@require_POST
def link_end(request: HttpRequest, code: str) -> HttpResponse:
    """Those who lead end the link that they have shared. Pressed twice, the new one stands."""
    session, by = to_lead_or_404(request, code)
    assert by.person  # only who is signed in leads
    if constant_time_compare(request.POST.get("key", ""), key_of(session)):
        end_link(session, REPORT_LINK_ENDED, by=by.person, now=clock.now())
    messages.success(request, _("The old link no longer works. The new one is on this page."))
    return redirect("brainstorms:report", code=session.code)


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    session, _by = to_read_or_404(request, code)
    now = clock.now()
    data = {
        "told": told(session, report(session)),
        "foot": _("{hub} · brainstorm {code} · printed {day}").format(
            hub=session.hub.name, code=session.code, day=dates.day(now)
        ),
        "words": _words(),
    }
    made = pdf(PAPER, data, title=session.question, now=now)
    return HttpResponse(made, content_type="application/pdf", headers=_named(session, "pdf"))


def _words() -> dict[str, str]:
    return {
        "kind": _("Report of a brainstorm"),
        "decisions": _("Decided"),
        "no_decisions": _("Nothing was decided yet."),
        "actions": _("To do"),
        "what": _("What"),
        "who": _("Who"),
        "until": _("By when"),
        "state": _("State"),
        "looked_at": _("Looked at from last time"),
        "agenda": _("Agenda"),
        "minutes": _("The minutes"),
        "results": _("Results"),
        "opinions": _("Opinions"),
        "camps": _("Groups of opinion"),
        "notes": _("Notes"),
        "loose": _("In no group"),
        "paper": _("from paper"),
        "key": _("dark: agree · light: pass · lined: disagree"),
    }


@require_safe
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Notes with their groups and votes, for a spreadsheet: no cell is a formula to it."""
    session, _by = to_read_or_404(request, code)
    text = BOM + write(COLUMNS, rows(report(session)))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=_named(session, "csv"))


@require_safe
def data(request: HttpRequest, code: str) -> HttpResponse:
    session, by = to_read_or_404(request, code)
    found = report(session)
    if not (by.leads or by.participant):  # the link that was shared opens this report, and no other room or booking
        looked_at = [{**each, "session": None} for each in found["looked_at"]]
        found |= {"continues": None, "booking": None, "looked_at": looked_at}
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    for name, value in _named(session, "json").items():
        answer[name] = value
    return answer
