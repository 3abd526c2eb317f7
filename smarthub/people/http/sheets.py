"""Cards on paper: several on one sheet of A4, each with its name and its QR."""

from collections.abc import Sequence
from datetime import datetime

import segno
from django.http import HttpResponse
from django.utils.translation import gettext as _

from smarthub.look.pdf import pdf
from smarthub.people.http.cards import link_of
from smarthub.people.models import Person

TEMPLATE = "people/templates/people/cards.typ"
MOST = 50  # five sheets at a time


def sheet_of(cards: Sequence[tuple[Person, str]], *, house: str, now: datetime) -> bytes:
    """A PDF of these people's new cards; `cards` are people with the secrets of their cards, `house` is whose they are."""
    data = {
        "house": house,
        "hint": _(
            "Hold this code to the kiosk, or show it at the desk. If you find this card, please bring it back to us."
        ),
        "qr": _("the code of the card"),
        "cards": [{"name": person.name, "qr": _qr_of(secret)} for person, secret in cards],
    }
    return pdf(TEMPLATE, data, title=_("Cards"), now=now)


def _qr_of(secret: str) -> str:
    """As a drawing; strong enough to be read with a fold or a stain on it."""
    made = segno.make(link_of(secret), error="q", micro=False)
    return str(made.svg_inline(border=1, dark="#000", light="#fff"))


def as_file(document: bytes, *, name: str = "cards.pdf") -> HttpResponse:
    """A PDF to keep or print; nobody between us and the reader keeps a copy."""
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
