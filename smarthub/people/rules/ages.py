"""Age, of which only a year is known: until the year is over, the younger age counts."""

FIRST_YEAR = 1900


def age(birth_year: int, this_year: int) -> int:
    """Years that the person has lived for certain. Both years of the Christian era."""
    return max(0, this_year - birth_year - 1)


def is_possible(birth_year: int, this_year: int) -> bool:
    return FIRST_YEAR <= birth_year <= this_year
