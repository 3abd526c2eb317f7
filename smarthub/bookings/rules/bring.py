"""Whom a list may book for."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

NOT_OF_THIS_HUB = Refusal(
    "not-of-this-hub",
    _("This person is known in the house, but was never at this hub."),
    would_pass=_("Let them book themselves, or come by once."),
)
