from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField

BIRTH_YEAR_IMPOSSIBLE = _("Write the year of birth with four digits, for example 2510.")


class People(BaseUserManager["Person"]):
    def create_user(self, email: str | None = None, password: str | None = None, **more: object) -> "Person":
        person = self.model(email=email or None, **more)
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who comes. Only a name is needed; the form of address is whatever they write into it.

    `first_hub` is the slug of the hub whose hosts wrote them down; empty for who came by themselves. `links_ended` counts how
    often they ended the signed link to what is theirs: that of their calendar.
    """

    code = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001 - NULL: many may have none, UNIQUE
    phone = models.CharField(_("phone"), max_length=20, blank=True, db_index=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="th")
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    first_hub = models.CharField(max_length=50, blank=True)
    links_ended = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField(null=True, blank=True)
    admin_since = models.DateTimeField(null=True, blank=True)
    admin_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = People()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_active = True

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                violation_error_message=_("Somebody signs in with this e-mail already."),
            ),
            models.CheckConstraint(
                name="person_birth_year_possible",
                condition=Q(birth_year=None) | Q(birth_year__range=(1900, 2200)),
                violation_error_message=BIRTH_YEAR_IMPOSSIBLE,
            ),
            models.CheckConstraint(
                name="person_merged_is_closed", condition=Q(merged_into=None) | Q(erased_at__isnull=False)
            ),
            models.CheckConstraint(
                name="person_admin_pair",
                condition=Q(admin_since=None, admin_by=None) | Q(admin_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_admin(self) -> bool:
        return self.admin_since is not None

    @property
    def has_account(self) -> bool:
        """True when the person can sign in, rather than being a name in somebody's booking."""
        return self.joined_at is not None
