"""The house rules as an agreement: which words are today's, and who has to say yes to them."""

import hashlib

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.places.models import Hub

AGREE_FIRST = Refusal(
    "house-rules-first",
    _("Before the first booking, the house rules are read and agreed to."),
    would_pass=_("Read them here and confirm once more."),
)
CHANGED = Refusal(
    "text-changed", _("The text has changed since you opened the page."), would_pass=_("Read it again, then decide.")
)


def version_of(hub: Hub) -> str:
    """The mark of today's words in both languages; empty where the hub has no house rules."""
    th, en = hub.house_rules_th.strip(), hub.house_rules_en.strip()
    if not (th or en):
        return ""
    return hashlib.sha256(f"{th}\0{en}".encode()).hexdigest()[:12]


def why_not_agree(hub: Hub, version: str) -> Refusal | None:
    """Nobody agrees to words that they did not see."""
    return None if version and version == version_of(hub) else CHANGED


def why_not_enter(hub: Hub, *, has_agreed: bool) -> Refusal | None:
    """What stands before the first booking that somebody makes with their own hands, with an account or without. Whom a
    host or a program books for is asked at the door: the desk says who has not agreed yet.
    """
    return AGREE_FIRST if not has_agreed and version_of(hub) else None
