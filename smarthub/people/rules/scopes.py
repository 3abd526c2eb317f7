"""What a program's key may open. `all` is everything that its person may do."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

ALL = "all"
SCOPES = {
    ALL: _("everything that you may do"),
    "read": _("read what you may see, change nothing"),
    "bookings": _("book, change and cancel in your name"),
    "visits": _("check in and check out in your name"),
    "brainstorms": _("open and lead brainstorms in your name"),
}
LONGEST = timedelta(days=365)
LASTS = {
    "30": (timedelta(days=30), _("30 days")),
    "90": (timedelta(days=90), _("90 days")),
    "365": (LONGEST, _("a year")),
}


def tidy(text: str | Iterable[str]) -> str:
    """'bookings, visits' -> 'bookings,visits', each once and in our order; `all` swallows the others."""
    named = {part.strip() for part in (text.split(",") if isinstance(text, str) else text)} - {""}
    if ALL in named:
        named = {ALL} | (named - SCOPES.keys())
    return ",".join(sorted(named, key=[*SCOPES, *sorted(named - SCOPES.keys())].index))


def why_not_scopes(scopes: str) -> Refusal | None:
    """`scopes` as `tidy` leaves them."""
    named = scopes.split(",") if scopes else []
    if not named:
        return Refusal("no-scope", _("A key needs at least one thing that it may do."), would_pass=_known())
    if unknown := [scope for scope in named if scope not in SCOPES]:
        return Refusal("unknown-scope", _("There is no scope called {scope}."), would_pass=_known(), scope=unknown[0])
    return None


def _known() -> str:
    return ", ".join(SCOPES)
