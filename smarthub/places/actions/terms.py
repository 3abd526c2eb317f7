"""What holds for bookings, and what they cost."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.models import Hub, Policy, Rate, Space, Zone
from smarthub.places.rules.policies import COLUMNS, why_not_policy, why_not_rate


@transaction.atomic
def set_policy(
    hub: Hub,
    terms: Mapping[str, int | None],
    *,
    kind: str = "",
    zone: Zone | None = None,
    space: Space | None = None,
    by: Person,
    now: datetime,
) -> None:
    """What this policy says from now on, by column; a column left out says nothing. Saying nothing at all ends it.

    Bookings keep the terms under which they were made.
    """
    if refusal := why_not_policy(terms, attached=sum(bool(each) for each in (kind, zone, space))):
        raise Refused(refusal)
    lock_spaces(hub)
    said = {column: terms.get(column) for column in COLUMNS}
    standing = Policy.objects.filter(hub=hub, kind=kind, zone=zone, space=space)
    if all(value is None for value in said.values()):
        changed, _by_model = standing.delete()
    elif standing.filter(**said).exists():
        changed = 0
    else:
        changed = standing.update(**said) or bool(
            Policy.objects.create(hub=hub, kind=kind, zone=zone, space=space, **said)
        )
    if changed:
        new_edition(hub)
        what = space.ref if space else f"zone-{zone.pk}" if zone else kind or hub.slug
        journal.record("policy-set", what, hub=hub.slug, by=by, now=now)


@transaction.atomic
def set_rate(hub: Hub, price_group: str, per: str, satang: int | None, *, by: Person, now: datetime) -> None:
    """What an hour or a day of this price group costs; None: there is no such price. Bookings keep theirs."""
    if refusal := why_not_rate(price_group, satang):
        raise Refused(refusal)
    lock_spaces(hub)
    group = price_group.strip()
    standing = Rate.objects.filter(hub=hub, price_group=group, per=per)
    if satang is None:
        changed, _by_model = standing.delete()
    elif standing.filter(satang=satang).exists():
        changed = 0
    else:
        Rate.objects.update_or_create(hub=hub, price_group=group, per=per, defaults={"satang": satang})
        changed = 1
    if changed:
        new_edition(hub)
        journal.record("rate-set", per, hub=hub.slug, by=by, now=now)
