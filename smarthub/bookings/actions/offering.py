"""What becomes free is offered to who waits for it, before it is anybody's: in the transaction that frees it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.telling import tell_offer
from smarthub.bookings.models import BookedSpace, Booking, Wait, WaitOffer
from smarthub.bookings.queries import Taken
from smarthub.bookings.rules.kept import buffer_minutes, kept_terms
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.bookings.rules.seating import Choice
from smarthub.bookings.rules.waitlist import GRACE, answer_until, fitting, time_left
from smarthub.journal import actions as journal
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

Wish = tuple[str, int, datetime, datetime, tuple[int, ...]]
LONGEST_BUFFER = timedelta(hours=4)
BATCH = 50  # of those in line, looked at together: mostly the first has what became free


def pass_on(
    hub: Hub, leaves: Iterable[int], first: datetime, last: datetime, *, now: datetime, but: Wait | None = None
) -> list[WaitOffer]:
    """Offer what is free of these leaf spaces (their keys) in [first, last) to those who wait, in the order of the line.

    Call it under the lock of these leaves: so nobody comes between. A party that needs other spaces as well is asked
    by the worker (`actions/waitlist.py`), who locks all of them in order. `but`: who has just given it back.
    """
    if last <= now:
        return []
    line = list(
        queries.in_line(hub, max(first, now), last).order_by("in_line_since", "pk").values_list("pk", flat=True)
    )
    if not line:
        return []
    book = places.rulebook(hub)
    keys = [pk for pk in leaves if pk in book.by_pk]
    made: list[WaitOffer] = []
    seen: set[Wish] = set()
    for n in range(0, len(line), BATCH):
        waits = queries.waits_in_order(line[n : n + BATCH])
        ends = [wait.ends_at for wait in waits]
        busy = queries.taken(hub, keys, min(w.starts_at for w in waits), max(ends) + LONGEST_BUFFER, now=now)
        for wait in waits:
            wish = wish_of(wait)
            if wish in seen or (but is not None and wait.pk == but.pk):
                continue  # somebody before them wished for the same, and there was no more of it
            choice, begins = _choice(book, wait, keys, busy, now=now)
            if choice is None:
                seen.add(wish)
            elif offer := make_offer(wait, book, choice, begins, now=now):
                made.append(offer)
                busy += [
                    Taken(leaf.pk, begins, wait.ends_at + book.terms(leaf).buffer, offer.hold_id, None, is_hold=True)
                    for leaf in book.leaves_of(choice.spaces)
                ]
        if not _is_any_left(keys, queries.taken(hub, keys, max(first, now), last, now=now), max(first, now), last):
            break
    return made


def _is_any_left(keys: Sequence[int], busy: Sequence[Taken], first: datetime, last: datetime) -> bool:
    """Whether a quarter of this time is free of any of these leaves: else nobody further down the line is looked at."""
    for pk in keys:
        reached = quarter_begun(first)
        for each in sorted((t for t in busy if t.space_id == pk), key=lambda t: t.starts_at):
            if each.starts_at > reached:
                return True
            reached = max(reached, each.ends_at)
        if reached < last:
            return True
    return False


def wish_of(wait: Wait) -> Wish:
    """What two who wait have in common when both wish for the same."""
    return wait.kind, wait.people, wait.starts_at, wait.ends_at, tuple(sorted(s.pk for s in wait.spaces.all()))


def _choice(
    book: Rulebook, wait: Wait, keys: Sequence[int], busy: Sequence[Taken], *, now: datetime
) -> tuple[Choice | None, datetime]:
    shortest = min((book.terms(book.by_pk[pk]).shortest for pk in keys), default=timedelta(0))
    begins = time_left(wait.starts_at, wait.ends_at, shortest=shortest, now=now)
    if begins is None:
        return None, now
    free = queries.free_between(book, keys, busy, begins, wait.ends_at)
    return choice_among(free, book, wait, begins, now=now), begins


def choice_among(free: set[int], book: Rulebook, wait: Wait, begins: datetime, *, now: datetime) -> Choice | None:
    """What of these free leaves they would be given from then on, without what is kept for who just comes."""
    if not free:  # a long line must not ask once more for each, under the lock
        return None
    left = queries.seats_left(wait.hub, book, begins, wait.ends_at, now=now)
    choice = fitting(
        book,
        free - {pk for pk, n in left.items() if n <= 0},
        kind=wait.kind,
        spaces=list(wait.spaces.all()),
        starts_at=begins,
        ends_at=wait.ends_at,
        people=wait.people,
        now=now,
    )
    is_kept = choice is not None and not queries.fits_share(left, book.leaves_of(choice.spaces))
    return None if is_kept else choice


def make_offer(wait: Wait, book: Rulebook, choice: Choice, starts_at: datetime, *, now: datetime) -> WaitOffer | None:
    """Hold these spaces for this party. Call it under their lock. None when the party is being served or has gone, or a
    space was not free after all.
    """
    try:
        with transaction.atomic():
            # One by one and without waiting: whoever serves this party already has the row.
            lock = Wait.objects.select_for_update(of=("self",), skip_locked=True)
            if not lock.filter(pk=wait.pk, ended_at=None).exists() or queries.open_offer(wait):
                return None
            return _held_offer(wait, book, choice.spaces, starts_at, now=now)
    except IntegrityError as error:
        if not slots.is_taken(error):
            raise
        return None


def _held_offer(
    wait: Wait, book: Rulebook, spaces: Sequence[Space], starts_at: datetime, *, now: datetime
) -> WaitOffer:
    until = answer_until(book, spaces, starts_at, now=now)
    hold = Booking(
        hub=wait.hub,
        people=wait.people,
        starts_at=starts_at,
        ends_at=wait.ends_at,
        holder=f"wait:{wait.ref}",
        held_until=until + GRACE,
        price_satang=price(book, spaces, starts_at, wait.ends_at),
        terms=kept_terms(book, spaces),
        buffer_minutes=buffer_minutes(book, spaces),
    )
    leaves = book.leaves_of(spaces)
    slots.free_stale(wait.hub, leaves, hold.starts_at, hold.guarded_until, now=now)
    hold.save(force_insert=True)
    BookedSpace.objects.bulk_create(BookedSpace(booking=hold, space=space) for space in spaces)
    slots.insert_all(wait.hub, leaves, hold)
    offer = WaitOffer.objects.create(wait=wait, hold=hold, made_at=now, until=until)
    journal.record("offered", wait.ref, hub=wait.hub.slug, by=None, now=now)
    tell_offer(offer, wait, book, spaces, now=now)
    return offer
