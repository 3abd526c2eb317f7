"""What people may agree to, word by word. A text that changes gets a new version; the old one stays, for those who gave it.

Only what is not needed for the service itself is asked for here, each purpose on its own (PDPA s.19). What is needed to
hold a booking or let somebody in rests on that booking, not on a consent, and stands in the notices (rules/notices.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Consent

Text = str | Promise


@dataclass(frozen=True)
class Wording:
    """One purpose in the words of one version."""

    purpose: str
    version: str
    title: Text
    text: Text
    withdrawing: Text


# The newest version of a purpose stands last.
WORDINGS = (
    Wording(
        "news",
        "2026-11",
        _("News of the hub"),
        _("The hub may send me news of its activities and programmes, by the way that I signed in with."),
        _("From then on no more news is sent."),
    ),
    Wording(
        "introductions",
        "2026-11",
        _("Introductions"),
        _(
            "Smart Hub may compare what I can help with and what I am looking for with what others wrote, and suggest "
            "to both of us that we meet. My name is shared only when both have said yes."
        ),
        _("From then on nobody is suggested to me, nor I to anybody."),
    ),
)

UNKNOWN = Refusal("unknown-purpose", _("Nobody asks for such a consent."))
CHANGED = Refusal(
    "text-changed", _("The text has changed since you opened the page."), would_pass=_("Read it again, then decide.")
)


def wording(purpose: str, version: str = "") -> Wording | None:
    """The words of a purpose: those of a version, or the newest."""
    found = [each for each in WORDINGS if each.purpose == purpose and version in {"", each.version}]
    return found[-1] if found else None


def newest() -> Iterable[Wording]:
    """Each purpose in its newest words, in the order in which they are shown."""
    return {each.purpose: each for each in WORDINGS}.values()


def why_not_give(purpose: str, version: str) -> Refusal | None:
    """Nobody agrees to words that they did not see."""
    words = wording(purpose)
    if words is None:
        return UNKNOWN
    return CHANGED if words.version != version else None


def holds(consent: Consent | None) -> bool:
    """Whether a consent still covers what is done today: it was not withdrawn, and the words are still the same."""
    if consent is None or consent.withdrawn_at:
        return False
    words = wording(consent.purpose)
    return words is not None and words.version == consent.version
