"""Sending what is due. Each message is claimed first, by a guarded update, so that of many workers one sends it."""

from datetime import datetime
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from smarthub.notices import queries
from smarthub.notices.models import Notice
from smarthub.notices.rules import next_try

BATCH = 50


def send_due(*, now: datetime) -> int:
    """Send what is due; how many went."""
    return sum(send(notice, now=now) for notice in queries.waiting(now=now).select_related("person")[:BATCH])


def send(notice: Notice, *, now: datetime) -> bool:
    """Try one message; False where another worker has it, it is of no use any more, or the way out is closed."""
    mine = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, claimed_at=None, sent_at=None, dropped_at=None)
    is_too_late = notice.good_until is not None and notice.good_until <= now
    if is_too_late or notice.person.erased_at or not notice.person.email:
        mine.update(dropped_at=now)
        return False
    if not mine.update(claimed_at=now, attempts=notice.attempts + 1):
        return False
    claimed = Notice.objects.filter(pk=notice.pk)
    try:
        _mail(notice).send()
    except OSError as error:  # smtplib's errors are OSErrors, a closed network is one
        again = next_try(notice.attempts + 1, now=now)
        fault = f"{type(error).__name__}: {error}"[:300]
        if again:
            claimed.update(claimed_at=None, next_try_at=again, fault=fault)
        else:
            claimed.update(claimed_at=None, dropped_at=now, fault=fault)
        return False
    claimed.update(claimed_at=None, sent_at=now, fault="")
    return True


def _mail(notice: Notice) -> EmailMessage:
    host = urlsplit(settings.SMARTHUB_URL).hostname or "localhost"
    body = f"{notice.text}\n\n{notice.link}\n" if notice.link else f"{notice.text}\n"
    headers = {"Message-ID": make_msgid(notice.ref, host), "Auto-Submitted": "auto-generated"}
    message = EmailMessage(notice.subject, body, to=[notice.person.email or ""], headers=headers)
    if notice.calendar:
        message.attach("booking.ics", notice.calendar, "text/calendar")
    return message
