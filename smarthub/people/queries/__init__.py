"""People and what is theirs: each query names whom it is asked for, or is asked with a secret."""

from smarthub.people.queries.cards import card_of, is_pin_locked, person_of_card, pin_of, pin_tries
from smarthub.people.queries.guardians import (
    acts_for,
    children_of,
    guardians_of,
    is_guardian,
    may_act_for,
    relation,
    stage,
    this_year,
    why_not_act,
    why_not_book,
)
from smarthub.people.queries.keys import forget_tokens, good_token, hash_of, link_with, tokens_of
from smarthub.people.queries.mine import mine
from smarthub.people.queries.passkeys import passkey_marked, passkeys_of
from smarthub.people.queries.persons import (
    consents_of,
    find_people,
    person_coded,
    person_with,
    profile_of,
    running_consents,
)
from smarthub.people.queries.safety import are_apart, blocks_of, hidden_from, reports_but, reports_of

__all__ = [
    "acts_for",
    "are_apart",
    "blocks_of",
    "card_of",
    "children_of",
    "consents_of",
    "find_people",
    "forget_tokens",
    "good_token",
    "guardians_of",
    "hash_of",
    "hidden_from",
    "is_guardian",
    "is_pin_locked",
    "link_with",
    "may_act_for",
    "mine",
    "passkey_marked",
    "passkeys_of",
    "person_coded",
    "person_of_card",
    "person_with",
    "pin_of",
    "pin_tries",
    "profile_of",
    "relation",
    "reports_but",
    "reports_of",
    "running_consents",
    "stage",
    "this_year",
    "tokens_of",
    "why_not_act",
    "why_not_book",
]
