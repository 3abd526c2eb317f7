"""Who may act for a child, and what the young may do alone."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Guardian, Person
from smarthub.people.rules.ages import Act, Stage

NEEDS_GUARDIAN = Refusal(
    "needs-guardian",
    _("Children under 10 do this together with a parent or guardian."),
    would_pass=_(
        "Let the parent or guardian sign in or show their card; the host helps you. To sit down, just come in."
    ),
)
NEEDS_CONSENT = Refusal(
    "needs-guardians-consent",
    _("From 10 to under 20 a parent or guardian agrees to this, too."),
    would_pass=_(
        "Let the parent or guardian sign in or show their card and agree; the host helps you. "
        "Sitting down and booking free places is open to you."
    ),
)
BROUGHT = (12, timedelta(days=1))  # children whom one adult adds
TOO_MANY = Refusal(
    "children-too-many", _("You have added many children today."), would_pass=_("The host adds more with you.")
)
ONESELF = Refusal("own-guardian", _("Nobody is their own guardian."))
NOT_GROWN_UP = Refusal("guardian-too-young", _("A guardian is 20 years old or older."))
YEAR_FIRST = Refusal(
    "guardian-without-year",
    _("Before you add a child, we need to know that you are an adult."),
    would_pass=_("Write your year of birth into your profile, or ask the host."),
)
GROWN_UP = Refusal("child-grown-up", _("Anybody aged 20 or older acts alone."))
CHILD_WITHOUT_YEAR = Refusal(
    "child-without-year", _("For a child, the year of birth is needed."), would_pass=_("Write it down first.")
)
OWN_ACCOUNT = Refusal(
    "child-has-account",
    _("This young person has an account already."),
    would_pass=_("Come to the desk together: the host writes down that you are the guardian."),
)
NOT_A_HOST = Refusal("not-a-host", _("Only a host writes that down."))
NOT_YOURS = Refusal("not-your-child", _("You are not written down as a guardian of this person."))
ERASED = Refusal("erased", _("This person has left Smart Hub for good."))


def why_not_act(stage: Stage, act: Act, *, alone: bool, guardian_permits: bool) -> Refusal | None:
    """What the law's ages say to an act. `alone`: the person does it with their own hands; else a guardian does, or a
    host, who has them before their eyes. `guardian_permits`: a guardian has agreed to such acts before.
    """
    if act is Act.SIT or not alone:
        return None
    if stage is Stage.CHILD:
        return NEEDS_GUARDIAN
    if stage is Stage.YOUNG and act in {Act.SPEND, Act.SIGN} and not guardian_permits:
        return NEEDS_CONSENT
    return None


def why_not_entrust(
    guardian: Person, child: Person, *, guardian_stage: Stage, child_stage: Stage, shown: str, by_host: bool
) -> Refusal | None:
    """Whether this adult may be written down as a guardian of this child, shown in this way.

    In their own word somebody may only bring a child who has no account of their own: nobody takes over another's.
    """
    if guardian.pk == child.pk:
        return ONESELF
    if guardian.erased_at or child.erased_at:
        return ERASED
    if guardian_stage in {Stage.CHILD, Stage.YOUNG}:
        return NOT_GROWN_UP
    if child_stage is Stage.UNKNOWN:
        return CHILD_WITHOUT_YEAR
    if child_stage is Stage.ADULT:
        return GROWN_UP
    if shown != Guardian.Shown.WORD:
        return None if by_host else NOT_A_HOST
    if child.has_account:
        return OWN_ACCOUNT
    return YEAR_FIRST if guardian_stage is Stage.UNKNOWN else None
