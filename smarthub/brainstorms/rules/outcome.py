"""What may be decided, taken on and looked at again."""

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Review, Session
from smarthub.brainstorms.rules.command import LEADERS_ONLY, Sender
from smarthub.kit.refusals import Refusal

LONGEST_OWNER = 120
LONGEST_WHY = 500
NO_VERDICT = Refusal(
    "unknown-verdict", _("An action is done, still open or given up."), would_pass=", ".join(Review.Verdict.values)
)
SAY_WHY = Refusal("no-reason", _("Say why it is given up; those who were there will ask."))
NOT_A_LEADER = Refusal("not-a-leader", _("Only somebody who leads this session can be named by account."))
NOT_BEFORE = Refusal("not-before", _("A session continues one that was opened before it, in the same hub."))


def why_not_look(by: Sender) -> Refusal | None:
    """What is to be done outlives its session: it is looked at and put right also when that is closed."""
    return None if by.leads and by.person is not None else LEADERS_ONLY


def why_not_owner(owner: str) -> Refusal | None:
    if len(owner) > LONGEST_OWNER:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_OWNER)
    return None


def why_not_verdict(verdict: str, why: str) -> Refusal | None:
    if verdict not in Review.Verdict.values:
        return NO_VERDICT
    if len(why) > LONGEST_WHY:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_WHY)
    return SAY_WHY if verdict == Review.Verdict.DROPPED and not why else None


def why_not_continue(session: Session, before: Session | None) -> Refusal | None:
    if before is None or before.hub_id != session.hub_id or before.made_at >= session.made_at:
        return NOT_BEFORE
    return None
