"""The worker's periodic work, and how often (kit/due.py)."""

from datetime import timedelta

DUE = {
    "smarthub.journal.tasks.seal": timedelta(seconds=5),
    "smarthub.notices.tasks.send": timedelta(seconds=5),
    "smarthub.notices.tasks.forget_old": timedelta(hours=6),
    "smarthub.bookings.tasks.purge_expired_holds": timedelta(minutes=1),
    "smarthub.bookings.tasks.release_no_shows": timedelta(minutes=1),
    "smarthub.bookings.tasks.serve_waiting": timedelta(seconds=15),
    "smarthub.bookings.tasks.remind": timedelta(minutes=1),
    "smarthub.bookings.tasks.continue_series": timedelta(hours=1),
    "smarthub.bookings.tasks.close_overdue_visits": timedelta(minutes=5),
    "smarthub.bookings.tasks.purge_past_slots": timedelta(hours=6),
    "smarthub.brainstorms.tasks.weigh_opinions": timedelta(seconds=2),
    "smarthub.brainstorms.tasks.check_against_chance": timedelta(seconds=2),
    "smarthub.brainstorms.tasks.think_of_groups": timedelta(seconds=2),
    "smarthub.brainstorms.tasks.forget_stranded_imports": timedelta(hours=1),
    "smarthub.config.tasks.forget_old": timedelta(hours=1),
}
