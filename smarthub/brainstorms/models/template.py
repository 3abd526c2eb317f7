from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models.phase import Phase
from smarthub.kit.codes import CodeField
from smarthub.places.models import Hub


class Template(models.Model):
    """The steps of a session that a hub keeps under a name of its own, to begin with again. One removed stays as a row."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    ref = CodeField(unique=True)
    title = models.CharField(_("name"), max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "title"],
                condition=Q(removed_at=None),
                name="template_title_once",
                violation_error_message=_("This hub has a template of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Standing(models.Manager["TemplateStep"]):
    """The steps that a template has; not those that were removed from it."""

    def get_queryset(self) -> models.QuerySet["TemplateStep"]:
        return super().get_queryset().filter(removed_at=None)


class TemplateStep(models.Model):
    """One step of a template; what it says becomes a phase (models/phase.py) when a session is opened with it. One removed
    stays as a row, so that it can be put back.
    """

    template = models.ForeignKey(Template, models.CASCADE, related_name="steps")
    ref = CodeField(unique=True)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Phase.Kind.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    prompt = models.CharField(_("prompt"), max_length=500, blank=True)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    visibility = models.CharField(max_length=8, choices=Phase.Visibility.choices, default=Phase.Visibility.HIDDEN)
    quota = models.PositiveSmallIntegerField(_("notes each"), null=True)
    dots = models.PositiveSmallIntegerField(_("dots each"), default=0)
    may_stack = models.BooleanField(_("several dots on one note"), default=True)
    lanes = models.JSONField(_("lanes"), default=list)
    removed_at = models.DateTimeField(null=True)

    objects = Standing()
    everything: models.Manager["TemplateStep"] = models.Manager()  # with those that were removed

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"], condition=Q(removed_at=None), name="step_position_once"
            )
        ]
