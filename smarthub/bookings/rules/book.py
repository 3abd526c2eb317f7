"""Whether spaces may be booked at a time: every entry (page, API, kiosk) asks here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import LONGEST
from smarthub.bookings.rules.quarters import BACKWARDS, NOT_ON_QUARTER, on_quarter, quarter_begun
from smarthub.kit.refusals import Refusal
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.rules.terms import Terms

MOST_PEOPLE = 500
MOST_HOLDS = 10
TAKEN = Refusal(
    "taken",
    _("This space is taken at that time."),
    would_pass=_("Choose another time or another space."),
)
GONE = Refusal("no-such-space", _("This space is no longer there."), would_pass=_("Choose another space."))
HOLD_EXPIRED = Refusal(
    "hold-expired",
    _("The time to confirm has run out, and somebody else may have the space now."),
    would_pass=_("Choose again; what you typed is kept."),
)


def why_not_book(
    book: Rulebook,
    spaces: Sequence[Space],
    *,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    now: datetime,
    is_walk_in: bool = False,
) -> Refusal | None:
    """The first rule of the place that this time, these spaces or this number of people break."""
    return (
        _why_not_that_time(starts_at, ends_at, now)
        or why_not_these(
            book, spaces, starts_at=starts_at, ends_at=ends_at, people=people, now=now, is_walk_in=is_walk_in
        )
        or _why_not_open(book, starts_at, ends_at, now)
    )


def why_not_then(book: Rulebook, *, starts_at: datetime, ends_at: datetime, now: datetime) -> Refusal | None:
    """Of why_not_book what is the same for every space: the time itself and the opening hours."""
    return _why_not_that_time(starts_at, ends_at, now) or _why_not_open(book, starts_at, ends_at, now)


def why_not_these(
    book: Rulebook,
    spaces: Sequence[Space],
    *,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    now: datetime,
    is_walk_in: bool = False,
) -> Refusal | None:
    """The rest of it: whether the spaces hold so many people and let themselves be booked then."""
    return _why_not_that_many(book, spaces, people) or next(
        (r for s in spaces if (r := _why_not_this_space(book, s, starts_at, ends_at, now, is_walk_in=is_walk_in))),
        None,
    )


def _why_not_that_time(starts_at: datetime, ends_at: datetime, now: datetime) -> Refusal | None:
    if not (on_quarter(starts_at) and on_quarter(ends_at)):
        return NOT_ON_QUARTER
    if ends_at <= starts_at:
        return BACKWARDS
    if starts_at < quarter_begun(now):
        return Refusal(
            "past",
            _("This time is over."),
            would_pass=_("Choose a time from {from_time} on."),
            from_time=quarter_begun(now),
        )
    return None


def _why_not_that_many(book: Rulebook, spaces: Sequence[Space], people: int) -> Refusal | None:
    if not spaces:
        return Refusal("no-space", _("Choose a space."))
    if not 1 <= people <= MOST_PEOPLE:
        return Refusal("people", _("A booking is for 1 to {most} people."), most=MOST_PEOPLE)
    seats = sum(space.seats for space in spaces)
    if people > seats:
        return Refusal(
            "too-small",
            _("There are {seats} seats here, and you are {people}."),
            would_pass=_("Choose a larger space, or several."),
            seats=seats,
            people=people,
        )
    leaves = [leaf.pk for space in spaces for leaf in book.leaves(space)]
    if len(leaves) != len(set(leaves)):
        return Refusal("twice", _("One of these spaces is part of another: choose the whole or the part."))
    return None


def _why_not_this_space(
    book: Rulebook, space: Space, starts_at: datetime, ends_at: datetime, now: datetime, *, is_walk_in: bool
) -> Refusal | None:
    if space.is_walk_in_only and not is_walk_in:
        return Refusal(
            "walk-in-only",
            _("{space} is kept for people who come without a booking."),
            would_pass=_("Just come, or choose another space."),
            space=space.name,
        )
    if closure := book.long_closure(space, starts_at, ends_at):
        return Refusal(
            "closed-space",
            _("{space} is closed until {until}."),
            would_pass=_("Choose another space."),
            space=space.name,
            until=closure.ends_at,
        )
    return _why_not_these_terms(book.terms(space), starts_at, ends_at, now, is_walk_in=is_walk_in)


def _why_not_these_terms(
    terms: Terms, starts_at: datetime, ends_at: datetime, now: datetime, *, is_walk_in: bool
) -> Refusal | None:
    length = ends_at - starts_at
    longest = min(terms.longest, LONGEST)
    if length > longest:
        return Refusal(
            "too-long",
            _("A booking here lasts at most {longest}."),
            would_pass=_("Choose a shorter time."),
            longest=longest,
        )
    if is_walk_in:
        return None
    if length < terms.shortest:
        return Refusal(
            "too-short",
            _("A booking here lasts at least {shortest}."),
            would_pass=_("Choose a longer time."),
            shortest=terms.shortest,
        )
    if terms.days_ahead is not None and starts_at > now + terms.days_ahead:
        return Refusal(
            "too-far-ahead",
            _("Bookings open {days} ahead."),
            would_pass=_("Choose a day up to {last}."),
            days=terms.days_ahead,
            last=(now + terms.days_ahead),
        )
    if terms.notice and starts_at < now + terms.notice:
        return Refusal(
            "too-soon",
            _("This space is booked at least {notice} before."),
            would_pass=_("Choose a time from {earliest} on."),
            notice=terms.notice,
            earliest=now + terms.notice,
        )
    return None


def _why_not_open(book: Rulebook, starts_at: datetime, ends_at: datetime, now: datetime) -> Refusal | None:
    if book.is_open(starts_at, ends_at):
        return None
    day = book.day_of(starts_at)
    if stretches := book.open_on(day):
        opens, closes = stretches[0][0], stretches[-1][1]
        return Refusal(
            "closed-hour",
            _("On {day} the hub is open from {opens} to {closes}."),
            would_pass=_("Choose a time within the opening hours."),
            day=day,
            opens=opens,
            closes=closes,
        )
    following = book.next_opening(max(starts_at, now))
    reason = book.why_closed_on(day)
    return Refusal(
        "closed-day",
        _("On {day} the hub is closed ({reason}).") if reason else _("On {day} the hub is closed."),
        would_pass=_("It opens again on {opens}.") if following else None,
        day=day,
        reason=reason,
        opens=following,
    )


def why_not_hold(standing: int) -> Refusal | None:
    """`standing`: what the visitor or program holds here already and has not confirmed."""
    if standing < MOST_HOLDS:
        return None
    return Refusal(
        "too-many-holds",
        _("At most {most} places are kept at a time for one who is still choosing."),
        would_pass=_("Confirm one or let one go first."),
        most=MOST_HOLDS,
    )


def why_not_more(terms: Sequence[Terms], *, booked: timedelta, length: timedelta) -> Refusal | None:
    """Whether a person who has `booked` so much on that day may have `length` more."""
    most = min((each.most_a_day for each in terms if each.most_a_day is not None), default=None)
    if most is None or booked + length <= most:
        return None
    return Refusal(
        "most-a-day",
        _("One person can book at most {most} a day here, and you have {booked}."),
        would_pass=_("Choose a shorter time or another day."),
        most=most,
        booked=booked,
    )
