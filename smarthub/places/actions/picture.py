"""A picture to draw a floor after: the architect's plan, a photograph of the emergency plan on the wall."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Floor
from smarthub.places.rules.picture import kind_of, why_not_picture


@transaction.atomic
def lay_picture(floor: Floor, data: bytes, *, by: Person, now: datetime) -> Floor:
    """Keep the picture; the one before goes when this one is safe."""
    if refusal := why_not_picture(data):
        raise Refused(refusal)
    kind = kind_of(data)
    assert kind
    before = floor.picture.name
    floor.picture.save(f"{floor.hub.slug}-{floor.level}.{kind}", ContentFile(data), save=False)
    floor.save(update_fields=["picture"])
    journal.record("picture-laid", f"{floor.hub.slug}/{floor.level}", hub=floor.hub.slug, by=by, now=now)
    if before:
        storage = floor.picture.storage
        transaction.on_commit(lambda: storage.delete(before))
    return floor


@transaction.atomic
def take_picture_away(floor: Floor, *, by: Person, now: datetime) -> Floor:
    if before := floor.picture.name:
        storage = floor.picture.storage
        floor.picture = ""
        floor.save(update_fields=["picture"])
        journal.record("picture-taken-away", f"{floor.hub.slug}/{floor.level}", hub=floor.hub.slug, by=by, now=now)
        transaction.on_commit(lambda: storage.delete(before))
    return floor
