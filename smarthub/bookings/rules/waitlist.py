"""Who may wait, what fits them, how long an offer is theirs."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.rules.book import GONE, MOST_PEOPLE, why_not_book
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.bookings.rules.seating import Choice, choices
from smarthub.kit.refusals import Refusal
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

MOST_WAITS = 5
SILENCES = 2
GRACE = timedelta(minutes=2)  # how much longer than the offer its hold lasts: the worker asks the next one meanwhile
SOON = timedelta(hours=1)
WHEN_SOON = timedelta(minutes=5)
NIGHT = (time(21), time(7))

OFFER_GONE = Refusal(
    "offer-gone",
    _("This offer has run out, and the place was offered to the next in line."),
    would_pass=_("Look for another place; you can wait again."),
)
NO_OFFER = Refusal("no-offer", _("Nothing has become free for you yet."), would_pass=_("We tell you when it does."))
WAITS_ELSE = Refusal(
    "waits-already",
    _("You are waiting for something else at this very time."),
    would_pass=_("Take yourself off another list first."),
)
FREE_NOW = Refusal("free-now", _("There is a free place at this time."), would_pass=_("Book it."))

WAIT_TOO_OFTEN = Refusal(
    "too-often",
    _("Too many people went on the list from this network in a short time."),
    would_pass=_("Wait a few minutes, sign in, or ask the host."),
)


def why_not_wait(
    book: Rulebook,
    *,
    kind: str,
    spaces: Sequence[Space],
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    waits: int,
    now: datetime,
) -> Refusal | None:
    """The rule of the place that no free space could mend, or that this person waits for too much. `waits`: for how much
    they wait already.
    """
    if waits >= MOST_WAITS:
        return Refusal(
            "too-many-waits",
            _("One person can wait for at most {most} things at a time."),
            would_pass=_("Take yourself off another list first."),
            most=MOST_WAITS,
        )
    if spaces:
        return why_not_book(book, spaces, starts_at=starts_at, ends_at=ends_at, people=people, now=now)
    of_kind = [s for s in book.spaces if (not kind or s.kind == kind) and not s.is_walk_in_only]
    if not of_kind:
        return GONE
    refusals = []
    for space in of_kind:
        party = min(people, space.seats) if space.kind == Space.Kind.DESK else people
        refusals.append(why_not_book(book, [space], starts_at=starts_at, ends_at=ends_at, people=party, now=now))
    return None if None in refusals and people <= MOST_PEOPLE else next((r for r in refusals if r), GONE)


def time_left(starts_at: datetime, ends_at: datetime, *, shortest: timedelta, now: datetime) -> datetime | None:
    """From when on somebody who waits could still have the place: from the start, or from the quarter that runs; None
    when less than half of the time, or less than the shortest booking, is left.
    """
    begins = max(starts_at, quarter_begun(now))
    left = ends_at - begins
    return begins if left >= shortest and left * 2 >= ends_at - starts_at else None


def fitting(
    book: Rulebook,
    free: Collection[int],
    *,
    kind: str,
    spaces: Sequence[Space],
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    now: datetime,
) -> Choice | None:
    """The smallest of what is free (keys of leaves) that this party may have."""
    if spaces:
        wanted = tuple(book.by_pk[space.pk] for space in spaces if space.pk in book.by_pk)
        is_free = len(wanted) == len(spaces) and all(leaf.pk in free for leaf in book.leaves_of(wanted))
        found = [Choice(wanted, "whole")] if is_free else []
    else:
        found = sorted(choices(book, free, people=people, kind=kind), key=lambda choice: choice.seats)
    for choice in found:
        if not why_not_book(book, choice.spaces, starts_at=starts_at, ends_at=ends_at, people=people, now=now):
            return choice
    return None


def answer_until(book: Rulebook, spaces: Sequence[Space], starts_at: datetime, *, now: datetime) -> datetime:
    """Until when the offer is theirs: nobody has to answer at night, and what is about to begin does not wait long."""
    patience = min(book.terms(space).offer for space in spaces)
    if starts_at - now < SOON:
        return now + min(patience, WHEN_SOON)
    local = now.astimezone(book.zone)
    if NIGHT[1] <= local.time() < NIGHT[0]:
        return now + patience
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT[0] else 0)
    morning = book.moment(day, NIGHT[1].hour * 60)
    return min(morning + patience, max(now + patience, starts_at - SOON))


def why_not_accept(*, is_open: bool, until: datetime, now: datetime) -> Refusal | None:
    return None if is_open and now < until else OFFER_GONE
