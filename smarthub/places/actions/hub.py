"""What a hub says of itself, and who runs it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.kit.thai.text import sort_key
from smarthub.people.models import Person
from smarthub.places import queries
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.models import Host, Hub
from smarthub.places.rules.hosts import why_not_appoint, why_not_end

# What the hosts write themselves; `is_official`, the address on the net and the province are the house's.
WRITTEN = frozenset(
    f"{name}_{language}"
    for name in ("name", "address", "directions", "history", "idea", "owner", "house_rules")
    for language in ("th", "en")
) | {"latitude", "longitude", "phone", "email", "line", "opened_on"}


@transaction.atomic
def describe_hub(hub: Hub, texts: Mapping[str, object], *, by: Person, now: datetime) -> Hub:
    """Write the hub's own texts (only those given; names as in WRITTEN)."""
    lock_spaces(hub)
    hub = Hub.objects.select_for_update(of=("self",)).get(pk=hub.pk)
    changed = [name for name in sorted(texts) if name in WRITTEN and getattr(hub, name) != texts[name]]
    if not changed:
        return hub
    for name in changed:
        setattr(hub, name, texts[name])
    hub.sort_key = sort_key(hub.name_th)
    hub.save(update_fields=[*changed, "sort_key"])
    new_edition(hub)
    journal.record("hub-described", hub.slug, hub=hub.slug, by=by, now=now)
    return hub


@transaction.atomic
def end_example(hub: Hub, *, by: Person, now: datetime) -> None:
    """The host says: hours, spaces and prices are no longer an example but ours."""
    lock_spaces(hub)
    if Hub.objects.filter(pk=hub.pk, is_example=True).update(is_example=False):
        hub.is_example = False
        new_edition(hub)
        journal.record("example-ended", hub.slug, hub=hub.slug, by=by, now=now)


@transaction.atomic
def appoint_host(hub: Hub, person: Person, *, by: Person | None, now: datetime) -> Host:
    """From now on this person runs the hub. Who runs it already goes on doing so.

    The house itself (`by` None) may appoint somebody who has not signed in yet: the first host, whose link it prints.
    """
    lock_spaces(hub)
    if standing := queries.hosts_of(hub, now=now).filter(person=person).first():
        return standing
    if refusal := why_not_appoint(has_account=person.has_account or by is None):
        raise Refused(refusal)
    host = Host.objects.create(hub=hub, person=person, since=now, given_by=by)
    journal.record("host-appointed", person.code, hub=hub.slug, by=by, now=now)
    return host


@transaction.atomic
def end_host(host: Host, *, by: Person, now: datetime) -> Host:
    """This person no longer runs the hub. Asked again, the first end stands."""
    lock_spaces(host.hub)
    host = Host.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=host.pk)
    if host.until:
        return host
    others = queries.hosts_of(host.hub, now=now).exclude(person=host.person_id).count()
    if refusal := why_not_end(others=others):
        raise Refused(refusal)
    host.until, host.ended_by = now, by
    host.save(update_fields=["until", "ended_by"])
    journal.record("host-ended", host.person.code, hub=host.hub.slug, by=by, now=now)
    return host
