"""Putting a message into the outbox, and taking it out again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation

from smarthub.notices import queries, rules
from smarthub.notices.models import Channel, Notice
from smarthub.people.models import Person


@transaction.atomic
def notify(
    person: Person,
    *,
    key: str,
    subject: str,
    text: str,
    link: str = "",
    calendar: str = "",
    due_at: datetime | None = None,
    good_until: datetime | None = None,
    is_urgent: bool = False,
    by: tuple[Channel, ...] = (Channel.SCREEN, Channel.MAIL),
    now: datetime,
) -> list[Notice]:
    """Tell this person, by each of these channels that is theirs: a row each, none for who has no channel.

    `key`: what it is about; told again, it is told once. The texts are in the reader's language: write them under
    `reading_as(person)`. `is_urgent`: also in their quiet hours. What would come too late to be of use is not written.
    """
    if not person.has_account:
        return []
    choice = queries.choice_of(person)
    wanted = [c for c in rules.channels(person, choice, mail_leaves=queries.mail_leaves()) if c in by]
    due = due_at or now
    made = []
    for channel in wanted:
        at = due if is_urgent or channel == Channel.SCREEN else rules.after_quiet(due, choice, _zone())
        if good_until and at >= good_until:
            continue
        notice = Notice(
            person=person,
            channel=channel,
            key=key[:120],
            language=person.language,
            subject=" ".join(subject.split())[:200],
            text=text,
            link=link,
            calendar=calendar,
            made_at=now,
            due_at=at,
            next_try_at=at,
            good_until=good_until,
        )
        made.append(notice)
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    return made


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def reading_as(person: Person) -> translation.override:
    """What is written inside is in this person's language."""
    return translation.override(person.language or "th")


def withdraw(person: Person, *, keys: str, now: datetime) -> int:
    """Take out what has not gone yet and whose key begins so; how many. What was sent stays sent."""
    return Notice.objects.filter(
        person=person, key__startswith=keys, sent_at=None, claimed_at=None, dropped_at=None
    ).update(dropped_at=now)
