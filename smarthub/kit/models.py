from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """What was answered to a call that carried an Idempotency-Key, so that the same call again answers the same."""

    asker = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "key"],
                name="kept_answer_once",
                violation_error_message=_("This call was answered already."),
            ),
        ]


class Due(models.Model):
    """A piece of work that comes round again; the worker enqueues it when `next_at` has passed."""

    task = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField(db_index=True)


class Tally(models.Model):
    """How often something was tried in the window that began at `since`: for limits that hold over all processes."""

    name = models.CharField(max_length=160, unique=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)
