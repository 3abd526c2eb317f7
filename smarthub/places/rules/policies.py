"""Which policies and rates can hold, and what they say in words."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.money import baht
from smarthub.kit.refusals import Refusal
from smarthub.kit.words import say
from smarthub.places.rules.terms import Terms

QUARTER = 15
LONGEST_BUFFER = 4 * 60
MOST_MINUTES = 366 * 24 * 60
MOST_DAYS = 3660
MOST_PERCENT = 90
MOST_BOOKINGS = 100
OFFER = (5, 240)  # minutes
MOST_SATANG = 100_000_000  # a million baht
COLUMNS = (
    "days_ahead",
    "notice_minutes",
    "shortest_minutes",
    "longest_minutes",
    "buffer_minutes",
    "cancel_minutes",
    "early_minutes",
    "no_show_minutes",
    "most_minutes_a_day",
    "most_minutes_a_week",
    "most_bookings",
    "walk_in_percent",
    "offer_minutes",
)
_IN_QUARTERS = ("shortest_minutes", "longest_minutes", "buffer_minutes")

BELOW_ZERO = Refusal("below-zero", _("A time or a number of days cannot be below zero."))
TOO_MUCH = Refusal("too-much", _("This is more than a year."))
NOT_QUARTERS = Refusal("not-quarters", _("Bookings are counted in quarters of an hour: 15, 30, 45 minutes …"))
BUFFER_TOO_LONG = Refusal(
    "buffer-too-long", _("The free time after a booking is at most {most}."), most=timedelta(minutes=LONGEST_BUFFER)
)
NEVER_FITS = Refusal("never-fits", _("The shortest booking is longer than the longest one: nobody could book."))
ALL_FOR_WALK_INS = Refusal(
    "all-for-walk-ins",
    _("At most {most} % of the seats can be kept for people who come without a booking."),
    would_pass=_("Mark single seats as walk-in only instead."),
    most=MOST_PERCENT,
)
NO_BOOKINGS = Refusal("no-bookings", _("One person may have 1 to {most} bookings ahead."), most=MOST_BOOKINGS)
OFFER_LENGTH = Refusal(
    "offer-length",
    _("An offer to the next in line lasts {least} to {most}."),
    least=timedelta(minutes=OFFER[0]),
    most=timedelta(minutes=OFFER[1]),
)
ATTACHED_TWICE = Refusal("attached-twice", _("A policy is attached to the hub, a kind, a zone or a space."))
NOT_A_PRICE = Refusal("not-a-price", _("A price lies between 0 and 1,000,000 baht."))
NO_GROUP = Refusal("no-group", _("Name the group of spaces that this price is for."))


def why_not_policy(terms: Mapping[str, int | None], *, attached: int) -> Refusal | None:
    """`terms` by column, None: says nothing. `attached`: to how many of kind, zone and space it is attached."""
    if attached > 1:
        return ATTACHED_TWICE
    said = {name: value for name, value in terms.items() if value is not None}
    if any(value < 0 for value in said.values()):
        return BELOW_ZERO
    if any(value > (MOST_DAYS if name == "days_ahead" else MOST_MINUTES) for name, value in said.items()):
        return TOO_MUCH
    if any(said.get(name, 0) % QUARTER for name in _IN_QUARTERS):
        return NOT_QUARTERS
    if said.get("buffer_minutes", 0) > LONGEST_BUFFER:
        return BUFFER_TOO_LONG
    if said.get("shortest_minutes", 0) > said.get("longest_minutes", MOST_MINUTES) or said.get("longest_minutes") == 0:
        return NEVER_FITS
    return _why_not_shared(said)


def _why_not_shared(said: Mapping[str, int]) -> Refusal | None:
    """What is said about how people share the place."""
    if said.get("walk_in_percent", 0) > MOST_PERCENT:
        return ALL_FOR_WALK_INS
    if not 1 <= said.get("most_bookings", 1) <= MOST_BOOKINGS:
        return NO_BOOKINGS
    if not OFFER[0] <= said.get("offer_minutes", OFFER[0]) <= OFFER[1]:
        return OFFER_LENGTH
    return None


def why_not_rate(price_group: str, satang: int | None) -> Refusal | None:
    if not price_group.strip():
        return NO_GROUP
    if satang is not None and not 0 <= satang <= MOST_SATANG:
        return NOT_A_PRICE
    return None


def in_words(terms: Terms) -> list[str]:
    """The terms as sentences in the reader's language: what the person who books must know, in the order of time."""
    said = [_ahead(terms), _length(terms)]
    if terms.most_a_day is not None:
        said.append(say(_("Each person may book at most {most} a day."), {"most": terms.most_a_day}))
    said += _shared(terms)
    said.append(_cancel(terms))
    said.append(say(_("Check-in opens {early} before."), {"early": terms.early}) if terms.early else "")
    said.append(_no_show(terms))
    if terms.buffer:
        said.append(say(_("After every booking the space stays free for {buffer}."), {"buffer": terms.buffer}))
    return [sentence for sentence in said if sentence]


def _ahead(terms: Terms) -> str:
    values = {"days": terms.days_ahead, "notice": terms.notice}
    if terms.days_ahead is None:
        return say(_("Book at least {notice} before."), values) if terms.notice else ""
    if terms.notice:
        return say(_("Book up to {days} ahead and at least {notice} before."), values)
    if not terms.days_ahead:
        return str(_("Bookings are for today only."))
    return say(_("Book up to {days} ahead, until the moment it begins."), values)


def _length(terms: Terms) -> str:
    return say(
        _("A booking is from {shortest} to {longest} long."), {"shortest": terms.shortest, "longest": terms.longest}
    )


def _shared(terms: Terms) -> list[str]:
    """How the place is shared fairly: nobody has it all, and who just comes finds a seat."""
    said = []
    if terms.most_a_week is not None:
        said.append(say(_("Each person may book at most {most} a week."), {"most": terms.most_a_week}))
    if terms.most_bookings is not None:
        said.append(
            say(_("Each person may have at most {most} bookings ahead at a time."), {"most": terms.most_bookings})
        )
    if terms.walk_in_percent:
        said.append(
            say(
                _("Of every 100 seats {percent} are kept for people who come without a booking."),
                {"percent": terms.walk_in_percent},
            )
        )
    return said


def _cancel(terms: Terms) -> str:
    if terms.cancel:
        return say(_("Cancel or change until {cancel} before it begins."), {"cancel": terms.cancel})
    return str(_("Cancel or change until it begins."))


def _no_show(terms: Terms) -> str:
    return say(_("If nobody has come {wait} after the start, the space is free for others."), {"wait": terms.no_show})


def price_in_words(hour: int | None, day: int | None) -> str:
    """A group's rates in one sentence, in the reader's language; amounts in satang."""
    values = {"hour": baht(hour or 0), "day": baht(day or 0)}
    if hour and day:
        return say(_("{hour} baht an hour, at most {day} baht a day"), values)
    if hour:
        return say(_("{hour} baht an hour"), values)
    if day and hour is None:
        return say(_("{day} baht a day"), values)
    return str(_("no charge"))
