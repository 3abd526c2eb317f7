from smarthub.places.models.agreement import Agreement, HouseRules
from smarthub.places.models.hours import Closure, DayOverride, OpeningHours
from smarthub.places.models.hub import Host, Hub
from smarthub.places.models.policy import Policy, Rate
from smarthub.places.models.province import Grouping, Province
from smarthub.places.models.space import Floor, Space, Zone

__all__ = [
    "Agreement",
    "Closure",
    "DayOverride",
    "Floor",
    "Grouping",
    "Host",
    "HouseRules",
    "Hub",
    "OpeningHours",
    "Policy",
    "Province",
    "Rate",
    "Space",
    "Zone",
]
