"""Age, of which only a year is known: until the year is over, the younger age counts. And what the law makes of it.

Under 10 a parent or guardian acts; from 10 to under 20 the guardian agrees to what the law does not leave to the young
(PDPA B.E. 2562 s. 20; Civil and Commercial Code ss. 22-24). Whose year nobody knows is taken at their word as grown up:
nobody is asked for a year of birth in order to sit down.
"""

from enum import Enum

FIRST_YEAR = 1900
CHILD_UNDER = 10
YOUNG_UNDER = 20


class Stage(Enum):
    """Where the law puts a person by their age."""

    CHILD = "child"  # under 10: a guardian acts
    YOUNG = "young"  # 10 to under 20: a guardian agrees to some of it
    ADULT = "adult"
    UNKNOWN = "unknown"  # said no year of birth


class Act(Enum):
    """What people do here, as far as their age matters."""

    SIT = "sit"  # walk in and take a seat: left to everybody
    BOOK = "book"  # keep a place free of charge: brings a right and no duty to pay
    SPEND = "spend"  # book what costs money
    SIGN = "sign"  # agree to a use of one's data, or to anything else that needs a signature


def age(birth_year: int, this_year: int) -> int:
    """Years that the person has lived for certain. Both years of the Christian era."""
    return max(0, this_year - birth_year - 1)


def stage_of(birth_year: int | None, this_year: int) -> Stage:
    if birth_year is None:
        return Stage.UNKNOWN
    years = age(birth_year, this_year)
    if years < CHILD_UNDER:
        return Stage.CHILD
    return Stage.YOUNG if years < YOUNG_UNDER else Stage.ADULT
