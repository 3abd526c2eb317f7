"""What a person does with what they are told."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.notices import queries
from smarthub.notices.models import Choice, Notice
from smarthub.notices.rules import why_not_choose
from smarthub.people.models import Person

BATCH = 1000


@transaction.atomic
def choose(
    person: Person,
    *,
    by_mail: bool,
    evening_before: bool,
    hour_before: bool,
    quiet_from: int,
    quiet_until: int,
    now: datetime,
) -> Choice:
    """Choose channels, reminders and quiet hours (minutes after local midnight)."""
    if refusal := why_not_choose(quiet_from=quiet_from, quiet_until=quiet_until):
        raise Refused(refusal)
    choice, _ = Choice.objects.update_or_create(
        person=person,
        defaults={
            "by_mail": by_mail,
            "evening_before": evening_before,
            "hour_before": hour_before,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
        },
    )
    journal.record("notices-chosen", person.code, by=person, now=now)
    return choice


def see(person: Person, *, now: datetime) -> int:
    """They have read what stands on their screen; how many were new."""
    return queries.unseen(person, now=now).update(seen_at=now)


def forget(person: Person) -> None:
    """Nothing is left of what somebody was told."""
    Notice.objects.filter(person=person).delete()
    Choice.objects.filter(person=person).delete()


def forget_before(moment: datetime) -> int:
    """Delete messages made before this moment, in a batch; how many went."""
    old = list(Notice.objects.filter(made_at__lt=moment).values_list("pk", flat=True)[:BATCH])
    return Notice.objects.filter(pk__in=old).delete()[0]
