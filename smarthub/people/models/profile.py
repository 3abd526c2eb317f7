from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.people.models.person import Person


class Audience(models.IntegerChoices):
    """Who may see a field; each also holds everybody closer to the person."""

    EVERYONE = 0, _("everyone")
    MEMBERS = 1, _("members")
    HERE_NOW = 2, _("members who are here now")
    ONLY_ME = 3, _("only me")


def _audience() -> "models.PositiveSmallIntegerField[int, int]":
    """What nobody has chosen is for those who are in the same room, no wider."""
    return models.PositiveSmallIntegerField(choices=Audience, default=Audience.HERE_NOW)


class Profile(models.Model):
    """What a person wishes to say about themselves, each thing with its own audience. The name stands on the person."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="profile")
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    can_help_with = models.TextField(_("can help with"), max_length=500, blank=True)
    looking_for = models.TextField(_("looking for"), max_length=500, blank=True)
    interests = models.TextField(_("interests"), max_length=500, blank=True)
    about_now = models.CharField(_("about now"), max_length=140, blank=True)

    name_audience = _audience()
    languages_audience = _audience()
    can_help_with_audience = _audience()
    looking_for_audience = _audience()
    interests_audience = _audience()
    about_now_audience = _audience()

    FIELDS = ("name", "about_now", "can_help_with", "looking_for", "interests", "languages")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_audiences_known",
                condition=Q(
                    name_audience__in=Audience.values,
                    languages_audience__in=Audience.values,
                    can_help_with_audience__in=Audience.values,
                    looking_for_audience__in=Audience.values,
                    interests_audience__in=Audience.values,
                    about_now_audience__in=Audience.values,
                ),
            ),
        ]
