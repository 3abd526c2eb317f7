"""When another hub may be opened."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

NO_NAME = Refusal("no-name", _("A hub needs a name."))
THERE_ALREADY = Refusal(
    "hub-there",
    _("A hub of this name is open in this province already."),
    would_pass=_("Give it another name, or change the one that is there."),
)


def why_not_open_hub(name: str, *, is_there: bool) -> Refusal | None:
    """`is_there`: whether the province has a hub of this name."""
    if not name.strip():
        return NO_NAME
    return THERE_ALREADY if is_there else None
