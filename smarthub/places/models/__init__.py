from smarthub.places.models.hours import Closure, DayOverride, OpeningHours
from smarthub.places.models.hub import Host, Hub
from smarthub.places.models.policy import Policy, Rate
from smarthub.places.models.province import Grouping, Province
from smarthub.places.models.space import Floor, Space, Zone

__all__ = [
    "Closure",
    "DayOverride",
    "Floor",
    "Grouping",
    "Host",
    "Hub",
    "OpeningHours",
    "Policy",
    "Province",
    "Rate",
    "Space",
    "Zone",
]
