from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from smarthub.places.models.hub import Hub


class HouseRules(models.Model):
    """A hub's house rules in the words of one version, kept from the day somebody agreed to them. `version` is made of
    the words themselves: whoever changes a letter makes another one.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    version = models.CharField(max_length=12)
    text_th = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "version"],
                name="house_rules_version_once",
                violation_error_message=_("These words are kept already."),
            )
        ]


class Agreement(models.Model):
    """That a person agreed to a hub's house rules, in which words, when and by whose hand: their own, a guardian's, or a
    host's who was told so at the desk.
    """

    rules = models.ForeignKey(HouseRules, models.PROTECT, related_name="agreements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "person"],
                name="agreement_once",
                violation_error_message=_("This person has agreed to these house rules already."),
            )
        ]
