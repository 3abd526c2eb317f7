"""The kiosk's page: a shell that is the same for everybody and holds nothing of anybody, in both languages at once.

What it knows of its hub it asks with the key of its own (bookings/api/kiosk.py); without network it goes on with what it
knows (static/frontdoor/kiosk/).
"""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from smarthub.look import shell

PAGES = ("/kiosk/", "/en/kiosk/")
MODULES = tuple(f"frontdoor/kiosk/{name}.js" for name in ("kiosk", "kept", "tell", "hear", "pin", "screens"))
FILES = (*shell.SHELL, *MODULES, "frontdoor/kiosk.css")

WORDS = {
    "welcome": _("Welcome!"),
    "welcome_more": _("How are you coming today?"),
    "scan": _("I have a booking or a card"),
    "scan_more": _("Scan the QR code, or type the code"),
    "phone": _("With my phone number"),
    "phone_more": _("With your PIN also without a booking; nobody sees a name"),
    "come": _("I just come in"),
    "come_more": _("Alone or as a group, without a booking"),
    "leave": _("I am leaving"),
    "again": _("Try again"),
    "back": _("Start again"),
    "language": _("Language"),
    "read": _("Read aloud"),
    "read_stop": _("Stop reading"),
    "scan_title": _("Show your QR code"),
    "scan_camera": _("Hold it up to the camera."),
    "scan_type": _("Or type the code of your booking"),
    "go": _("Go on"),
    "phone_title": _("Your phone number"),
    "phone_lead": _("It finds your booking. With a PIN you need none."),
    "delete": _("Delete"),
    "phone_first": _("First your phone number."),
    "pin_with": _("Go on with my PIN"),
    "pin_title": _("Your PIN"),
    "pin_lead": _("Six digits. Cover them with your hand."),
    "pin_typed": _("{n} of 6 digits"),
    "pin_short": _("A PIN has six digits."),
    "pin_offline_title": _("No internet just now"),
    "pin_offline": _(
        "Your PIN cannot be checked without it. Your number alone will do, or just come in: nothing is lost."
    ),
    "pin_alone": _("Go on with my number alone"),
    "count_title": _("How many of you are there?"),
    "count_more": _("Everybody counts, children too."),
    "count_one": _("Come in: 1 person"),
    "count_many": _("Come in: {n} people"),
    "more": _("One more"),
    "fewer": _("One fewer"),
    "found_title": _("Is this you?"),
    "people_one": _("1 person"),
    "people_many": _("{n} people"),
    "check_in": _("Yes, check in"),
    "check_out": _("Check out, goodbye"),
    "here_title": _("You are checked in already"),
    "left_title": _("You have checked out already"),
    "early_title": _("You are early"),
    "early": _("Check-in opens at {time}. Take a seat, or come back then."),
    "member_title": _("Nice to see you again"),
    "member": _("No booking today: you may just come in."),
    "unknown_title": _("We did not find it"),
    "unknown": _("Perhaps a digit is wrong. You can come in all the same; the host helps."),
    "unknown_offline": _("This tablet has no network just now. Come in; the host looks it up later."),
    "leave_number": _("Whoever is here with this number is checked out."),
    "leave_unknown": _("Perhaps a digit is wrong. You can go all the same; the host helps."),
    "leave_unknown_offline": _("This tablet has no network just now. Check out all the same; it is sent later."),
    "come_anyway": _("Come in all the same"),
    "done_title": _("You are in. Welcome!"),
    "done_place": _("Your place: {place}, {span}"),
    "done_come": _("Take any free seat."),
    "done_unknown": _("The host will look at your booking."),
    "bye_title": _("Goodbye, and come again!"),
    "pair_title": _("Pair this tablet"),
    "pair": _("A host makes the code at the front desk, under “Tablets by the door”."),
    "pair_code": _("The code"),
    "pair_do": _("Pair"),
    "pair_wrong": _("This code is not right, or its time is over."),
    "pair_offline": _("There is no network. Pairing needs it once."),
    "offline": _("Without network. Everything is kept and sent later."),
    "waiting_one": _("1 entry waits to be sent."),
    "waiting_many": _("{n} entries wait to be sent."),
    "stuck": _("{n} entries could not be sent. Please tell the host."),
    "gone": _("This tablet was unpaired. What waits here is sent when it is paired again."),
}


@require_safe
@cache_control(no_cache=True)
def kiosk(request: HttpRequest) -> HttpResponse:
    language = get_language() or "th"
    shown = {
        "words": _words()[language],
        "both": _words(),
        "counts": range(1, 9),
        "digits": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"],
        "nav": [],
        "tools": [],
    }
    return render(request, "frontdoor/kiosk.html", shown)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the kiosk: it keeps the shell, so that the page opens without network."""
    shown = {
        "version": _version(),
        "files": json.dumps([*map(shell.asset, FILES)], indent=2),
        "pages": json.dumps(PAGES),
    }
    answer = render(request, "frontdoor/kiosk_sw.js", shown, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = "/"
    return answer


@cache
def _words() -> dict[str, dict[str, str]]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = {key: str(text) for key, text in WORDS.items()}
    return found


@cache
def _version() -> str:
    """A fingerprint of all that is kept: any change makes a new worker."""
    print_ = hashlib.sha256(json.dumps(_words(), sort_keys=True).encode())
    for path in FILES:
        print_.update(shell.asset(path).encode())
        if isinstance(found := finders.find(path), str):
            with open(found, "rb") as file:
                print_.update(file.read())
    return print_.hexdigest()[:16]
