"""The door: a code by e-mail, a link from the host, and the way out."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.join import has_signed_in
from smarthub.people.actions.links import use_link
from smarthub.people.actions.pins import person_with_pin
from smarthub.people.actions.profile import call_me
from smarthub.people.forms import CodeForm, EmailForm, NameForm, PinForm
from smarthub.people.http import address_after_sign_in, next_address, person_of
from smarthub.people.http.passkeys import ask_who, begun, who_answers
from smarthub.people.http.sign_in import CodeForAnybody, network_address
from smarthub.people.models import Person
from smarthub.people.rules import codes
from smarthub.people.rules.links import why_not_use
from smarthub.people.rules.names import is_stand_in
from smarthub.people.rules.pins import WRONG


def _with_next(name: str, request: HttpRequest) -> str:
    wanted = next_address(request)
    return reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else "")


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for an e-mail address and send a code there, or for a phone number and its PIN; else say who lets one in."""
    if request.user.is_authenticated:
        return redirect(address_after_sign_in(request))
    if (way := WAYS.get(request.POST.get("way", ""))) is not None:
        return way(request)
    form = EmailForm(request.POST or None)
    status = 200
    if request.method == "POST" and settings.EMAIL_URL and form.is_valid():
        try:
            CodeForAnybody.begin(request, form.cleaned_data["email"], now=clock.now())
        except Refused as refused:
            status = 429
            form.add_error(None, refused.refusal.in_full)
        except OSError:  # the mail server's refusals are OSErrors, too
            status = 503
            form.add_error(None, codes.NOT_SENT.in_full)
        else:
            return redirect(_with_next("account_confirm_login_code", request))
    return _door(request, email=form, status=status)


def _with_pin(request: HttpRequest) -> HttpResponseBase:
    form, now, status = PinForm(request.POST), clock.now(), 422
    if form.is_valid():
        phone, pin = form.cleaned_data["phone"], form.cleaned_data["pin"]
        try:
            person = has_signed_in(person_with_pin(phone, pin, place=network_address(request), now=now), now=now)
        except Refused as refused:
            status = 422 if refused.refusal.code == WRONG.code else 429
            form.add_error(None, refused.refusal.in_full)
        else:
            return _signed_in(request, person)
    return _door(request, pin=form, status=status)


def _with_passkey(request: HttpRequest) -> HttpResponseBase:
    """Begin: what the browser is to sign. Then its answer, in the form that the script has filled in."""
    now = clock.now()
    if "begin" in request.POST:
        return begun(lambda: ask_who(request, now=now))
    try:
        person = has_signed_in(who_answers(request, now=now), now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
        return redirect(_with_next("account_login", request))
    return _signed_in(request, person)


def _signed_in(request: HttpRequest, person: Person) -> HttpResponseBase:
    answer: HttpResponseBase = perform_login(request, person, redirect_url=address_after_sign_in(request))
    return answer


WAYS: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {"pin": _with_pin, "passkey": _with_passkey}


def _door(
    request: HttpRequest, *, email: EmailForm | None = None, pin: PinForm | None = None, status: int
) -> HttpResponse:
    """The page with all ways in; the one that was tried stands open with what went wrong."""
    context = {
        "form": email or EmailForm(),
        "pin": pin or PinForm(),
        "with_pin": pin is not None or not settings.EMAIL_URL,
        "next": next_address(request),
        "mail": bool(settings.EMAIL_URL),
    }
    return render(request, "people/sign_in.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponseBase:
    """Take the code that was sent; sign in who brings it."""
    if request.user.is_authenticated:
        return redirect(address_after_sign_in(request))
    process = CodeForAnybody.waiting(request)
    if process is None:
        return redirect(_with_next("account_login", request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        try:
            is_code = process.is_code(form.cleaned_data["code"], now=now)
        except Refused as refused:
            process.abort()
            messages.error(request, refused.refusal.in_full)
            return redirect(_with_next("account_login", request))
        if is_code:
            return _welcomed(request, process.enter(address_after_sign_in(request), now=now), now=now)
        form.add_error("code", _("This is not the code. Look at the newest e-mail from us."))
    context = {
        "form": form,
        "next": next_address(request),
        "email": process.email,
        "again": _with_next("account_login", request),
    }
    return render(request, "people/enter_code.html", context)


def _welcomed(request: HttpRequest, answer: HttpResponseBase, *, now: datetime) -> HttpResponseBase:
    """Who is signed in for the first time is asked for a name before anything else."""
    if isinstance(request.user, Person) and request.user.joined_at == now:
        return redirect(_with_next("people:welcome", request))
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def one_time_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Opening the link shows a button; only the button spends it, for programs that preview links open them, too."""
    now = clock.now()
    link = queries.link_with(secret)
    refusal = why_not_use(link, now=now)
    if request.method == "POST":
        try:
            person = use_link(secret, now=now)
        except Refused as refused:
            refusal = refused.refusal
        else:
            if request.user.is_authenticated and request.user != person:
                logout(request)
            answer = perform_login(request, person, redirect_url=address_after_sign_in(request))
            return _welcomed(request, answer, now=now)
    context = {"person": link.person if link and refusal is None else None, "refusal": refusal}
    return render(request, "people/one_time_link.html", context, status=410 if refusal else 200)


@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """What may we call you? Asked once, after the first sign-in; whoever does not like to say goes on."""
    person = person_of(request)
    form = NameForm(
        request.POST or None, initial={"name": "" if is_stand_in(person.name, person.language) else person.name}
    )
    if request.method == "POST" and form.is_valid():
        call_me(person, form.cleaned_data["name"], by=person, now=clock.now())
        return redirect(address_after_sign_in(request))
    context = {"form": form, "next": next_address(request), "later": address_after_sign_in(request)}
    return render(request, "people/welcome.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect("account_login")
    return render(request, "people/sign_out.html")
