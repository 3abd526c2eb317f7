"""Agreeing to a hub's house rules."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Agreement, HouseRules, Hub
from smarthub.places.rules.conduct import why_not_agree


@transaction.atomic
def agree_to_rules(hub: Hub, person: Person, version: str, *, language: str, by: Person, now: datetime) -> Agreement:
    """Record that a person agreed to these words, by their own hand, a guardian's or a host's. Asked again, the same."""
    if refusal := why_not_agree(hub, version):
        raise Refused(refusal)
    words = {"text_th": hub.house_rules_th, "text_en": hub.house_rules_en, "made_at": now}
    rules, _ = HouseRules.objects.get_or_create(hub=hub, version=version, defaults=words)
    how = {"language": language, "agreed_at": now, "agreed_by": by}
    agreement, is_new = Agreement.objects.get_or_create(rules=rules, person=person, defaults=how)
    if is_new:
        journal.record("house-rules-agreed", f"{person.code}:{version}", hub=hub.slug, by=by, now=now)
    return agreement
