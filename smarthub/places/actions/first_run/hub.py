"""Smart Hub Udon Thani, as the article describes it, with a starter plan that is marked as an example."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.thai.text import sort_key
from smarthub.places.actions.change import new_edition
from smarthub.places.actions.first_run.furnish import furnish
from smarthub.places.actions.first_run.starter import HOURS, LEVELS, POLICIES, RATES
from smarthub.places.actions.first_run.words import HOUSE_RULES, HUB, NAME, UDON_THANI
from smarthub.places.models import Hub, OpeningHours, Policy, Rate

SLUG = "udon-smart-hub"


@transaction.atomic
def open_first_hub(*, now: datetime) -> Hub | None:
    """Make the hub where there is none at all yet; None where a hub stands, whichever it is."""
    if Hub.objects.exists():
        return None
    hub = Hub.objects.create(
        slug=SLUG, province_id=UDON_THANI, sort_key=sort_key(NAME), is_example=True, **HUB, **HOUSE_RULES
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(hub=hub, weekday=day, opens=opens, closes=closes) for day, (opens, closes) in HOURS.items()
    )
    furnish(hub, LEVELS)
    Rate.objects.bulk_create(
        Rate(hub=hub, price_group=group, per=per, satang=satang)
        for group, prices in RATES.items()
        for per, satang in prices.items()
    )
    Policy.objects.bulk_create(Policy(hub=hub, kind=kind, **terms) for kind, terms in POLICIES.items())
    new_edition(hub)
    journal.record("hub-opened", hub.slug, hub=hub.slug, by=None, now=now)
    return hub
