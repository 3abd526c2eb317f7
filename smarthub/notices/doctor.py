"""Whether messages leave the house."""

from collections.abc import Iterator
from datetime import timedelta

from smarthub.kit import clock
from smarthub.notices import queries
from smarthub.notices.models import Notice

LATE = timedelta(hours=1)
CUT_OFF = timedelta(minutes=10)
LATELY = timedelta(days=2)


def examine() -> Iterator[str]:
    now = clock.now()
    if late := queries.waiting(now=now - LATE).count():
        fault = queries.waiting(now=now - LATE).exclude(fault="").values_list("fault", flat=True).first()
        yield f"{late} messages have been waiting for over an hour" + (f": {fault}." if fault else ".")
    if cut := Notice.objects.filter(claimed_at__lt=now - CUT_OFF, claimed_at__gt=now - LATELY).count():
        yield f"{cut} messages were being sent when the power went: nobody knows whether they arrived, so they stay."
    if lost := Notice.objects.exclude(fault="").filter(dropped_at__gt=now - LATELY).count():
        yield f"{lost} messages were given up in the last two days."
