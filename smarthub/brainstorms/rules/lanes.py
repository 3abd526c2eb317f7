"""What lanes are called. A lane is kept by its word; those of our own templates have a name in each language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANES: Mapping[str, str | Promise] = {
    "environment": _("Environment"),
    "economy": _("Economy"),
    "mobility": _("Mobility"),
    "energy": _("Energy"),
    "people": _("Citizens"),
    "living": _("Living"),
    "governance": _("Governance"),
    "strengths": _("Strengths"),
    "weaknesses": _("Weaknesses"),
    "opportunities": _("Opportunities"),
    "threats": _("Threats"),
}


def lane_name(lane: str) -> str:
    """One that a host has typed is its own name."""
    return str(LANES.get(lane, lane))
