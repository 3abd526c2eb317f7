"""Counting how often codes are asked for and guessed, over all processes. Addresses are counted under their hash."""

from datetime import datetime

from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.rules import codes as rules


def count_request(email: str, *, place: str, now: datetime) -> None:
    """One more code is asked for, for this address, from this network address. The same for known and unknown ones."""
    email = queries.hash_of(email.strip().lower())[:32]
    for name, (limit, window) in (
        (f"code:place:{place}", rules.PER_PLACE),
        (f"code:day:{email}", rules.PER_DAY),
        (f"code:quarter:{email}", rules.PER_QUARTER),
    ):
        if too_often(name[:160], limit=limit, window=window, now=now):
            raise Refused(rules.TOO_OFTEN)


def count_try(code_mark: str, *, now: datetime) -> None:
    """One more guess at the code with this mark: also when a hundred guesses arrive at once."""
    if too_often(f"code:try:{code_mark}", limit=rules.TRIES, window=rules.LASTS * 2, now=now):
        raise Refused(rules.TOO_MANY_TRIES)
