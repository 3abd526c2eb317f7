"""The address in a card's QR, opened with an ordinary phone: it signs nobody in, it says what the card is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.kit import clock
from smarthub.people import queries
from smarthub.people.rules.cards import UNKNOWN_CARD


@never_cache
@require_safe
def card(request: HttpRequest, secret: str) -> HttpResponse:
    """No name is shown: whoever found the card learns nothing from it but where to bring it."""
    person = queries.person_of_card(secret, at=clock.now())
    context = {"person": person, "refusal": None if person else UNKNOWN_CARD}
    return render(request, "people/card.html", context, status=200 if person else 410)
