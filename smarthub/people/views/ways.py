"""My ways to sign in: e-mail, phone number and PIN, printed card, passkeys."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.cards import make_card, revoke_card
from smarthub.people.actions.passkeys import remove_passkey
from smarthub.people.actions.pins import end_pin, set_pin
from smarthub.people.forms import OwnPinForm
from smarthub.people.http import person_of
from smarthub.people.http.passkeys import ask_for_new, begun, take_new
from smarthub.people.http.sheets import as_file, sheet_of


@never_cache
@require_http_methods(["GET", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    """What I have, and a new PIN."""
    person, now = person_of(request), clock.now()
    pin = queries.pin_of(person)
    form = OwnPinForm(request.POST or None, initial={"phone": pin.phone if pin else person.phone})
    if request.method == "POST" and form.is_valid():
        try:
            set_pin(person, phone=form.cleaned_data["phone"], pin=form.cleaned_data["pin"], by=person, now=now)
        except Refused as refused:
            form.add_error(None, refused.refusal.in_full)
        else:
            messages.success(request, _("From now on you sign in with your number and this PIN, too."))
            return redirect("people:ways")
    context = {
        "form": form,
        "pin": pin,
        "is_locked": bool(pin and queries.is_pin_locked(pin, now=now)),
        "card": queries.card_of(person),
        "passkeys": queries.passkeys_of(person),
    }
    return render(request, "people/ways.html", context, status=422 if form.errors else 200)


@require_POST
def pin_end(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    end_pin(person, by=person, now=clock.now())
    messages.success(request, _("Nobody can sign in with this number and PIN any more."))
    return redirect("people:ways")


@require_POST
def new_card(request: HttpRequest) -> HttpResponse:
    """A new card to print; the old one ends."""
    person, now = person_of(request), clock.now()
    secret = make_card(person, by=person, now=now)
    return as_file(sheet_of([(person, secret)], house=_("Smart Hub"), now=now))


@require_POST
def card_end(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    revoke_card(person, by=person, now=clock.now())
    messages.success(request, _("The card no longer works."))
    return redirect("people:ways")


@require_POST
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Begin: what the browser is to make. Then the key itself, in the form that the script has filled in."""
    person, now = person_of(request), clock.now()
    if "begin" in request.POST:
        return begun(lambda: ask_for_new(request, person, now=now))
    try:
        take_new(request, person, name=request.POST.get("name", "") or _("Passkey"), now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    else:
        messages.success(request, _("From now on this device signs you in."))
    return redirect("people:ways")


@require_POST
def passkey_end(request: HttpRequest, mark: str) -> HttpResponse:
    person = person_of(request)
    remove_passkey(get_object_or_404(queries.passkeys_of(person), mark=mark), by=person, now=clock.now())
    messages.success(request, _("Nobody can sign in with this passkey any more. You may delete it on the device, too."))
    return redirect("people:ways")
