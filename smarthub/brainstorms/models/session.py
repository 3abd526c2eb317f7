from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.kit.codes import CodeField
from smarthub.partners.models import Sector
from smarthub.places.models import Hub


class Rooms(models.Manager["Session"]):
    """Every room; not what only carries an import on its way into one."""

    def get_queryset(self) -> models.QuerySet["Session"]:
        return super().get_queryset().filter(carries_to=None)


class Session(models.Model):
    """People thinking together about one question. Whoever has its code may join; the code is also the QR's address.

    `last_number` is the number of the newest event. Each command locks this row to take the next one, so that numbers
    have no gaps and become visible in their order.

    A session that `carries_to` another is no room: an import's rows lie in it until they are whole, where nobody looks.
    """

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="+")
    code = CodeField(unique=True)
    question = models.CharField(_("question"), max_length=300)
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, related_name="+")
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # whose open actions it looks at
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    carries_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")

    objects = Rooms()
    carriers: models.Manager["Session"] = models.Manager()  # with them, and all rooms

    class Meta:
        indexes = [models.Index(fields=["hub", "made_at"], name="session_by_time")]
        constraints = [
            models.CheckConstraint(
                name="session_closed_pair",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Facilitator(models.Model):
    """That a person leads this session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="facilitator_once")]


class Joined(models.Manager["Participant"]):
    """Everybody who came in; not the ballots that were taken back."""

    def get_queryset(self) -> models.QuerySet["Participant"]:
        return super().get_queryset().filter(removed_at=None)


class Participant(models.Model):
    """Somebody in the room: no account, a name and a sector only if they like. Their key is kept as a hash.

    `ballot`: the vote that they took part in on paper, typed by those who lead; `removed_at` when that ballot was taken
    back. `seen_at` is when their phone was last heard, to half a minute; it is only ever counted.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="participants")
    ref = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    sector = models.CharField(_("I speak for"), max_length=12, choices=Sector.choices, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    ballot = models.ForeignKey("brainstorms.Phase", models.SET_NULL, null=True, related_name="ballots")
    removed_at = models.DateTimeField(null=True)

    objects = Joined()
    everybody: models.Manager["Participant"] = models.Manager()  # with the ballots that were taken back

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="participant_sector_known",
                condition=Q(sector="") | Q(sector__in=Sector.values),
            ),
        ]
