"""`{% load privacy %}`: what is said beside a form that asks for something personal."""

from django import template

from smarthub.people.rules.notices import NOTICES, Notice

register = template.Library()


@register.inclusion_tag("people/_notice.html")
def privacy_notice(occasion: str) -> dict[str, Notice]:
    """{% privacy_notice "booking" %}: why, what, how long, who sees it. The occasions stand in rules/notices.py."""
    return {"notice": NOTICES[occasion]}
