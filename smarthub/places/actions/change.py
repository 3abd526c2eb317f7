"""Changing what a place is: every verb of this floor does it under the same lock."""

from smarthub.kit.codes import new_code
from smarthub.places.models import Hub, Space


def lock_spaces(hub: Hub) -> None:
    """Hold the hub and all its spaces until the end of the transaction, the spaces in key order, as a booking does.

    The hub first: one that has no spaces yet is changed by one at a time too.
    """
    Hub.objects.select_for_update(no_key=True).get(pk=hub.pk)
    list(Space.objects.select_for_update(no_key=True).filter(hub=hub).order_by("pk").values_list("pk"))


def new_edition(hub: Hub) -> None:
    """Say that the hub is no longer what it was: kept pictures of it end here. Call it under `lock_spaces`."""
    hub.edition = new_code()
    hub.save(update_fields=["edition"])
    Space.objects.filter(hub=hub).update(edition=hub.edition)
