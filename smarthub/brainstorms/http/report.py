"""Who may read what came out of a room: whoever was in it, whoever leads it, and whoever has the signed link."""

import base64
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from smarthub.brainstorms.actions.links import REPORT_LINK_ENDED
from smarthub.brainstorms.http import sender_of, session_or_404
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.journal import queries as journal


def key_of(session: Session) -> str:
    """The key that opens the report to whoever has it; the same as long as the house keeps its secret, and until those who
    lead end the link: then there is another.
    """
    ended = journal.last_time(REPORT_LINK_ENDED, session.code)
    what = f"{session.code} {ended.timestamp()}" if ended else session.code
    digest = salted_hmac("smarthub.brainstorms.report", what, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:15]).decode()


def link_to_share(session: Session) -> str:
    path = reverse("brainstorms:report", kwargs={"code": session.code})
    return f"{settings.SMARTHUB_URL}{path}?{urlencode({'key': key_of(session)})}"


def to_read_or_404(request: HttpRequest, code: str) -> tuple[Session, Sender]:
    """The session, for one who may read its report; to all others there is none."""
    session = session_or_404(code)
    by = sender_of(request, session)
    has_key = constant_time_compare(request.GET.get("key", ""), key_of(session))
    if not (by.leads or by.participant or has_key):
        raise Http404
    return session, by


def to_lead_or_404(request: HttpRequest, code: str) -> tuple[Session, Sender]:
    session = session_or_404(code)
    by = sender_of(request, session)
    if not by.leads:
        raise Http404
    return session, by
