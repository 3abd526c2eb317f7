"""What has happened here, for those above."""

from dataclasses import dataclass
from datetime import datetime

from smarthub.places.models import Space


@dataclass(frozen=True, slots=True)
class PartsChanged:
    """These wholes got or lost a part; told under the lock of the hub's spaces. Who hears it may still refuse."""

    wholes: tuple[Space, ...]
    at: datetime
