"""Ending the links of a session that came into wrong hands. What was ended, and when, is in the journal: no key made before
that moment opens anything (http/report.py, views/lead/company.py)."""

from datetime import datetime

from smarthub.brainstorms.models import Session
from smarthub.journal import actions as journal
from smarthub.people.models import Person

REPORT_LINK_ENDED, INVITATIONS_ENDED = "report-link-ended", "invitations-ended"


def end_link(session: Session, ended: str, *, by: Person, now: datetime) -> None:
    """`ended`: REPORT_LINK_ENDED or INVITATIONS_ENDED."""
    journal.record(ended, session.code, hub=session.hub.slug, by=by, now=now)
