from smarthub.people.models.card import Card, Pin
from smarthub.people.models.consent import Consent
from smarthub.people.models.guardian import Guardian
from smarthub.people.models.link import OneTimeLink
from smarthub.people.models.passkey import Passkey
from smarthub.people.models.person import People, Person
from smarthub.people.models.profile import Audience, Profile
from smarthub.people.models.safety import Block, Report
from smarthub.people.models.token import ApiToken

__all__ = [
    "ApiToken",
    "Audience",
    "Block",
    "Card",
    "Consent",
    "Guardian",
    "OneTimeLink",
    "Passkey",
    "People",
    "Person",
    "Pin",
    "Profile",
    "Report",
]
