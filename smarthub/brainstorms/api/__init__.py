"""The calls about rooms. A person opens and leads one; a phone joins with its code and speaks with its own key."""

from ninja import Router

from smarthub.brainstorms.api import bring, commands, rooms, similar

router = Router()
for part in (rooms, commands, similar, bring):
    router.add_router("", part.router)

__all__ = ["router"]
