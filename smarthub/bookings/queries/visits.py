"""Who is in the building. A head count is for everyone; names are asked elsewhere, for those who may see them."""

from datetime import datetime

from django.db.models import QuerySet, Sum

from smarthub.bookings.models import Visit
from smarthub.places.models import Hub


def here_now(hub: Hub) -> QuerySet[Visit]:
    """Visits that have not ended, for those who run the hub."""
    return Visit.objects.filter(hub=hub, left_at=None).select_related("booking", "person").order_by("came_at", "pk")


def head_count(hub: Hub) -> int:
    """How many people are in the building now."""
    return Visit.objects.filter(hub=hub, left_at=None).aggregate(n=Sum("people"))["n"] or 0


def visits_at(hub: Hub, first: datetime, last: datetime) -> QuerySet[Visit]:
    """Visits that began in [first, last), for those who run the hub."""
    return (
        Visit.objects.filter(hub=hub, came_at__gte=first, came_at__lt=last)
        .select_related("booking", "person")
        .order_by("came_at", "pk")
    )
