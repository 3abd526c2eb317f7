"""What each floor brings into a new house, from the ground up. Each may be asked again and then changes nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings

from smarthub.places.actions.first_run import load_provinces, open_first_hub


def _provinces(now: datetime) -> None:
    load_provinces()


def _hub(now: datetime) -> None:
    if settings.FIRST_HUB != "none":  # then somebody else opens their own, at /hubs/new/ or with ./hub open_hub
        open_first_hub(now=now)


FIRST_RUN: Sequence[Callable[[datetime], None]] = (_provinces, _hub)
