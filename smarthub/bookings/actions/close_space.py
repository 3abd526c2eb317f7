"""Closing one space for a while: repair, private use. Up to a month it owns slots, as a booking does; longer it is a rule."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.models import Slot
from smarthub.bookings.rules.close_space import why_not_close
from smarthub.bookings.rules.quarters import quarters
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.models import Closure, Hub, Space
from smarthub.places.rules.rulebook import LONGEST_CLOSURE_IN_SLOTS


@transaction.atomic
def close_space(
    hub: Hub,
    space: Space,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason_th: str = "",
    reason_en: str = "",
    cancels_hit: bool = False,
    by: Person,
    now: datetime,
) -> Closure:
    """Take this space, whole with its parts, out of use. Asked again for the same time, it answers the same closure.

    The bookings that it meets stay, and the closure takes the rest and what they give back, unless `cancels_hit`: then
    the host cancels those that are not over and whose party has not come.
    """
    lock_spaces(hub)  # all of them, in their order: the bookings that it hits may hold other spaces, too
    _book, _spaces, leaves = slots.lock(hub, [space])
    if refusal := why_not_close(starts_at=starts_at, ends_at=ends_at, now=now):
        raise Refused(refusal)
    standing = Closure.objects.filter(
        hub=hub, space=space, starts_at=starts_at, ends_at=ends_at, lifted_at=None
    ).first()
    if standing:
        return standing
    if cancels_hit:
        for booking in queries.hit_by(hub, max(starts_at, now), ends_at, [leaf.pk for leaf in leaves]).filter(
            visit=None
        ):
            cancel(booking, by=by, now=now, by_host=True, is_passed_on=False)
    closure = Closure.objects.create(
        hub=hub,
        space=space,
        starts_at=starts_at,
        ends_at=ends_at,
        reason_th=reason_th,
        reason_en=reason_en,
        closed_at=now,
        closed_by=by,
    )
    if ends_at - starts_at > LONGEST_CLOSURE_IN_SLOTS:
        new_edition(hub)
    else:
        slots.free_stale(hub, leaves, starts_at, ends_at, now=now)
        owned = set(
            Slot.objects.filter(hub=hub, space__in=leaves, starts_at__gte=starts_at, starts_at__lt=ends_at).values_list(
                "space_id", "starts_at"
            )
        )
        Slot.objects.bulk_create(
            Slot(hub=hub, space=leaf, starts_at=moment, closure=closure)
            for leaf in leaves
            for moment in quarters(starts_at, ends_at)
            if (leaf.pk, moment) not in owned
        )
    journal.record("space-closed", space.ref, hub=hub.slug, by=by, now=now)
    return closure


@transaction.atomic
def lift(closure: Closure, *, by: Person, now: datetime) -> Closure:
    """The space is of use again, from now on. Asked again, it stays lifted at the first moment."""
    lock_spaces(closure.hub)
    closure = Closure.objects.select_for_update(of=("self",)).select_related("hub", "space").get(pk=closure.pk)
    if closure.lifted_at:
        return closure
    closure.lifted_at, closure.lifted_by = now, by
    closure.save(update_fields=["lifted_at", "lifted_by"])
    slots.give_back(closure.hub, Slot.objects.filter(closure=closure))
    if closure.ends_at - closure.starts_at > LONGEST_CLOSURE_IN_SLOTS:
        new_edition(closure.hub)
    journal.record("space-opened", closure.space.ref, hub=closure.hub.slug, by=by, now=now)
    return closure
