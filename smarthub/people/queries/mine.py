"""What people keep about one person, for that person. Secrets are not in it: only their hashes are kept, and those open
nothing. What others wrote about them is not in it either: it is the others' (PDPA s.30).
"""

from typing import Any

from django.db.models import Q

from smarthub.people.models import ApiToken, Block, Card, Consent, Guardian, OneTimeLink, Passkey, Person, Pin, Report
from smarthub.people.queries.persons import profile_of


def mine(person: Person) -> dict[str, Any]:
    profile = profile_of(person)
    return {
        "person": {
            name: getattr(person, name)
            for name in (
                "code",
                "name",
                "email",
                "phone",
                "language",
                "birth_year",
                "first_hub",
                "joined_at",
                "last_login",
            )
        },
        "profile": {
            field: {"text": getattr(profile, field, person.name), "audience": getattr(profile, f"{field}_audience")}
            for field in profile.FIELDS
        },
        "consents": list(
            Consent.objects.filter(person=person)
            .order_by("given_at")
            .values("purpose", "version", "language", "given_at", "withdrawn_at", "agreed_at", "agreed_by__name")
        ),
        "guardians_and_children": list(
            Guardian.objects.filter(Q(guardian=person) | Q(child=person))
            .order_by("since")
            .values("guardian__name", "child__name", "shown", "since", "until")
        ),
        "cards": list(Card.objects.filter(person=person).order_by("made_at").values("made_at", "revoked_at")),
        "phone_and_pin": list(Pin.objects.filter(person=person).values("phone", "made_at")),
        "passkeys": list(Passkey.objects.filter(person=person).values("name", "made_at", "used_at")),
        "keys_for_programs": list(
            ApiToken.objects.filter(person=person)
            .order_by("made_at")
            .values("name", "scopes", "made_at", "expires_at", "revoked_at")
        ),
        "one_time_links": list(OneTimeLink.objects.filter(person=person).values("made_at", "expires_at", "used_at")),
        "blocked": list(Block.objects.filter(person=person).values("other__name", "since", "until")),
        "reports": list(
            Report.objects.filter(by=person)
            .order_by("made_at")
            .values("code", "who", "text", "hub", "made_at", "answered_at", "answer")
        ),
    }
