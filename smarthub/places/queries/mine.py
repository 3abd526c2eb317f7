"""What places keep about one person, for that person."""

from typing import Any

from smarthub.people.models import Person
from smarthub.places.models import Agreement, Host


def mine(person: Person) -> dict[str, Any]:
    return {
        "house_rules": list(
            Agreement.objects.filter(person=person)
            .order_by("agreed_at")
            .values("rules__hub__slug", "rules__version", "rules__text_th", "rules__text_en", "agreed_at")
        ),
        "runs": list(Host.objects.filter(person=person).order_by("since").values("hub__slug", "since", "until")),
    }
