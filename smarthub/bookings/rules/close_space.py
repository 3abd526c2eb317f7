"""Whether a space may be closed for a while."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.rules.quarters import on_quarter
from smarthub.kit.refusals import Refusal

LONGEST = timedelta(days=3 * 366)


def why_not_close(*, starts_at: datetime, ends_at: datetime, now: datetime) -> Refusal | None:
    if not (on_quarter(starts_at) and on_quarter(ends_at)):
        return Refusal("not-on-quarter", _("A closing begins and ends on a quarter of an hour."))
    if ends_at <= starts_at:
        return Refusal("backwards", _("A closing ends after it begins."))
    if ends_at <= now:
        return Refusal("past", _("This time is over."))
    if ends_at - starts_at > LONGEST:
        return Refusal("too-long", _("A closing lasts at most {longest}."), longest=LONGEST)
    return None
