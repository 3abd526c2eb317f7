"""When somebody is reminded of a booking: an hour before, the evening before, as they chose."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HOUR_BEFORE = timedelta(hours=1)
EVENING = 18  # o'clock
FRESH = timedelta(hours=1)  # who has booked only so long before the reminder remembers


def reminders(
    starts_at: datetime,
    booked_at: datetime,
    *,
    hour_before: bool,
    evening_before: bool,
    zone: ZoneInfo,
    now: datetime,
) -> list[str]:
    """Which reminders are due now, by their names. None once it has begun."""
    if now >= starts_at:
        return []
    found = []
    due = starts_at - HOUR_BEFORE
    if hour_before and due <= now and booked_at <= due - FRESH:
        found.append("hour")
    due = evening(starts_at, zone)
    if evening_before and due <= now < starts_at - HOUR_BEFORE and booked_at <= due - FRESH:
        found.append("evening")
    return found


def evening(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """Six o'clock on the evening before."""
    local = starts_at.astimezone(zone)
    before = local.replace(hour=EVENING, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return before.astimezone(starts_at.tzinfo)
