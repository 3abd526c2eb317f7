"""What brainstorms keep about one person, for that person. Notes are written without an account: they are nobody's here."""

from typing import Any

from smarthub.brainstorms.models import Action, Decision, Facilitator, Session
from smarthub.people.models import Person


def mine(person: Person) -> dict[str, Any]:
    return {
        "opened": list(Session.objects.filter(made_by=person).order_by("pk").values("code", "question", "hub__slug")),
        "leads": list(Facilitator.objects.filter(person=person).values("session__code", "session__question")),
        "decisions": list(Decision.objects.filter(made_by=person).values("session__code", "text", "made_at")),
        "actions": list(
            Action.objects.filter(person=person).values("session__code", "text", "due_on", "made_at", "done_at")
        ),
    }
