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
from smarthub.people.rules.ages import Stage

Text = str | Promise


@dataclass(frozen=True)
class Wording:
    """One purpose in the words of one version."""

    purpose: str
    version: str
    title: Text
    text: Text
    withdrawing: Text
    by_guardian: bool = False  # a guardian gives it for somebody under 20; nobody else is asked


PAID_BOOKINGS = "paid-bookings"

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
    Wording(
        PAID_BOOKINGS,
        "2026-11",
        _("Bookings that cost money"),
        _(
            "The young person for whom I act may book places that cost money on their own, at the prices that are shown."
        ),
        _("From then on they book only what is free; what is booked already stays."),
        by_guardian=True,
    ),
)

UNKNOWN = Refusal("unknown-purpose", _("Nobody asks for such a consent."))
CHANGED = Refusal(
    "text-changed", _("The text has changed since you opened the page."), would_pass=_("Read it again, then decide.")
)


GIVE_FIRST = Refusal(
    "young-gives-first",
    _("From 10 on, the young person is asked first and you agree after them."),
    would_pass=_("Let them say yes under “My consents”; then it appears here for you to agree to."),
)
FOR_GUARDIANS = Refusal("for-guardians", _("A parent or guardian gives this one, for somebody under 20."))


def wording(purpose: str, version: str = "") -> Wording | None:
    """The words of a purpose: those of a version, or the newest."""
    found = [each for each in WORDINGS if each.purpose == purpose and version in {"", each.version}]
    return found[-1] if found else None


def newest(*, by_guardian: bool = False) -> Iterable[Wording]:
    """Each purpose in its newest words, in the order in which they are shown: those that people give themselves, or
    those that only a guardian gives."""
    return {each.purpose: each for each in WORDINGS if each.by_guardian == by_guardian}.values()


def why_not_give(purpose: str, version: str) -> Refusal | None:
    """Nobody agrees to words that they did not see."""
    words = wording(purpose)
    if words is None:
        return UNKNOWN
    return CHANGED if words.version != version else None


def why_not_agree_first(purpose: str, stage: Stage) -> Refusal | None:
    """Whether a guardian may agree where the young person has said nothing yet (PDPA s. 20: the young are asked, too)."""
    words = wording(purpose)
    if stage is Stage.CHILD or (words is not None and words.by_guardian):
        return None
    return GIVE_FIRST


def holds(consent: Consent | None, stage: Stage = Stage.UNKNOWN) -> bool:
    """Whether a consent still covers what is done today: it was not withdrawn, the words are still the same, and while
    the person is under 20 a guardian has agreed, too. `stage`: where the law puts the person today.
    """
    if consent is None or consent.withdrawn_at:
        return False
    words = wording(consent.purpose)
    if words is None or words.version != consent.version:
        return False
    return consent.agreed_at is not None or stage not in {Stage.CHILD, Stage.YOUNG}
