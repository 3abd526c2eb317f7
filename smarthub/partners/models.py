from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """For whom somebody speaks. Nobody has to say it."""

    GOVERNMENT = "government", _("government")
    PRIVATE = "private", _("private sector")
    UNIVERSITY = "university", _("university")
    STARTUP = "startup", _("startup")
    CITIZEN = "citizen", _("citizens")
