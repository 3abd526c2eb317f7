from collections.abc import Iterator

from django.db.models import F

from smarthub.places.models import Space


def examine() -> Iterator[str]:
    """Sentences on what is wrong with places; none when all is well."""
    for space in Space.objects.exclude(hub=F("floor__hub")).select_related("hub"):
        yield f"Space {space.ref} of {space.hub.slug} stands on a floor of another hub."
    for space in Space.objects.exclude(part_of=None).exclude(hub=F("part_of__hub")).select_related("hub"):
        yield f"Space {space.ref} of {space.hub.slug} is a part of a space of another hub."
    wholes = dict(Space.objects.values_list("pk", "part_of_id"))
    for pk in wholes:
        above: int | None = wholes[pk]
        seen = {pk}
        while above is not None and above not in seen:
            seen.add(above)
            above = wholes.get(above)
        if above == pk:
            yield f"Space {Space.objects.get(pk=pk).ref} is a part of itself."
