"""By which channel somebody is told, when, and how often it is tried."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.notices.models import MIDNIGHT, Channel, Choice
from smarthub.people.models import Person

# After so long each failed try is repeated; then it is given up.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
NOT_ON_THE_CLOCK = Refusal("not-on-the-clock", _("Quiet hours begin and end between 0:00 and 23:59."))


def channels(person: Person, choice: Choice, *, mail_leaves: bool) -> list[Channel]:
    """None at all for a guest without an account: they have the link. `mail_leaves`: the house can send mail."""
    if person.erased_at:
        return []
    found = [Channel.SCREEN] if person.has_account else []
    if person.has_account and person.email and choice.by_mail and mail_leaves:
        found.append(Channel.MAIL)
    return found


def after_quiet(moment: datetime, choice: Choice, zone: ZoneInfo) -> datetime:
    """This moment, or the end of the quiet hours in which it lies."""
    start, end = choice.quiet_from, choice.quiet_until
    local = moment.astimezone(zone)
    minute = local.hour * 60 + local.minute
    is_quiet = start <= minute < end if start <= end else minute >= start or minute < end
    if not is_quiet:
        return moment
    day = local.date() + timedelta(days=1 if minute >= end else 0)
    return datetime.combine(day, time(end // 60, end % 60), zone).astimezone(moment.tzinfo)


def next_try(attempts: int, *, now: datetime) -> datetime | None:
    """When to try again after so many tries in vain; None: it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def why_not_choose(*, quiet_from: int, quiet_until: int) -> Refusal | None:
    return None if 0 <= quiet_from < MIDNIGHT and 0 <= quiet_until < MIDNIGHT else NOT_ON_THE_CLOCK
