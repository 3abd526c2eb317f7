"""One person, for those who run the hub: ways to come in, guardians, house rules."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.forms import NewPinForm, YearField
from smarthub.kit.refusals import Refused
from smarthub.people import queries as people
from smarthub.people.actions.cards import revoke_card
from smarthub.people.actions.guardians import end_guardian, entrust
from smarthub.people.actions.pins import end_pin, lift_lock, set_pin
from smarthub.people.actions.profile import write_birth_year
from smarthub.people.http import person_of
from smarthub.people.models import Guardian, Person
from smarthub.people.rules.pins import why_not_set
from smarthub.places import queries
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.http import hub_run_by_404, person_here_or_404
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import version_of
from smarthub.places.views.people.found import wanted

MOST = 10


def _asked(request: HttpRequest, hub: str, person: str) -> tuple[Hub, Person, Person]:
    """The hub, who runs it and asks, and about whom of its people."""
    place, by = hub_run_by_404(request, hub), person_of(request)
    return place, by, person_here_or_404(place, by, person)


@never_cache
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    """All that a host can do for somebody; sent, a new PIN, which the person types themselves."""
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    form = NewPinForm(request.POST or None, initial={"phone": whom.phone})
    runs, mails = queries.hubs_run_by(whom, now=now).exists(), bool(settings.EMAIL_URL)
    if request.method == "POST" and form.is_valid():
        try:
            set_pin(
                whom,
                phone=form.cleaned_data["phone"],
                pin=form.cleaned_data["pin"],
                by=by,
                by_runs_a_hub=True,
                person_runs_a_hub=runs,
                mail_is_sent=mails,
                now=now,
                hub=place.slug,
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.in_full)
        else:
            messages.success(request, _("{name} signs in with this number and PIN from now on.").format(name=whom.name))
            return redirect("places:person", hub=hub, person=whom.code)
    pin, part = people.pin_of(whom), wanted(request, "find")
    context = {
        "hub": place,
        "whom": whom,
        "stage": people.stage(whom, now=now).value,
        "version": version_of(place),
        "has_agreed": queries.has_agreed(place, whom),
        "agreements": queries.agreements_of(whom).filter(rules__hub=place)[:MOST],
        "card": people.card_of(whom),
        "pin": pin,
        "is_locked": bool(pin and people.is_pin_locked(pin, now=now)),
        "why_no_pin": why_not_set(whom, by=by, by_runs_a_hub=True, person_runs_a_hub=runs, mail_is_sent=mails),
        "form": form,
        "guardians": people.guardians_of(whom, now=now),
        "children": people.children_of(whom, now=now),
        "shown": [each for each in Guardian.Shown.choices if each[0] != Guardian.Shown.WORD],
        "wanted": part,
        "found": queries.people_found(place, by, part).exclude(pk=whom.pk)[:MOST] if part else [],
    }
    return render(request, "places/people/person.html", context, status=422 if form.errors else 200)


def _does(request: HttpRequest, place: Hub, whom: Person, do: Callable[[], object], said: str) -> HttpResponse:
    try:
        do()
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
    return redirect("places:person", hub=place.slug, person=whom.code)


@require_POST
def pin(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    """Let the person try again at once, or end the PIN."""
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    if "end" in request.POST:
        return _does(
            request,
            place,
            whom,
            lambda: end_pin(whom, by=by, by_runs_a_hub=True, now=now, hub=place.slug),
            _("Nobody can sign in with this number and PIN any more."),
        )
    return _does(
        request,
        place,
        whom,
        lambda: lift_lock(whom, by=by, by_runs_a_hub=True, now=now, hub=place.slug),
        _("They can try again at once."),
    )


@require_POST
def card_end(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    return _does(
        request,
        place,
        whom,
        lambda: revoke_card(whom, by=by, by_runs_a_hub=True, now=now, hub=place.slug),
        _("The card no longer works."),
    )


@require_POST
def agreement(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    """Somebody has read the house rules at the desk and says yes to the host."""
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    version, language = request.POST.get("version", ""), (get_language() or "th")[:2]
    return _does(
        request,
        place,
        whom,
        lambda: agree_to_rules(place, whom, version, language=language, by=by, now=now),
        _("Written down: the house rules are agreed to."),
    )


@require_POST
def guardian(request: HttpRequest, hub: str, person: str) -> HttpResponse:
    """Write down who acts for this child; the year of birth with it where nobody has said it yet."""
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    adult = person_here_or_404(place, by, request.POST.get("guardian", ""))
    shown = request.POST.get("shown", "")
    if shown not in (Guardian.Shown.TOGETHER, Guardian.Shown.PAPER):
        raise Http404
    year = YearField(this_year=people.this_year(now), required=False)

    @transaction.atomic
    def write() -> None:
        if whom.birth_year is None and (born := year.to_python(request.POST.get("birth_year", ""))):
            write_birth_year(whom, born, by=by, now=now, hub=place.slug)
        entrust(whom, guardian=adult, shown=shown, by=by, by_runs_a_hub=True, now=now, hub=place.slug)

    said = _("{guardian} acts for {child} from now on.").format(guardian=adult.name, child=whom.name)
    return _does(request, place, whom, write, said)


@require_POST
def guardian_end(request: HttpRequest, hub: str, person: str, guardian: str) -> HttpResponse:
    (place, by, whom), now = _asked(request, hub, person), clock.now()
    relation = people.guardians_of(whom, now=now).filter(guardian__code=guardian).first()
    if relation is None:
        raise Http404
    said = _("{guardian} no longer acts for {child}.").format(guardian=relation.guardian.name, child=whom.name)
    return _does(request, place, whom, lambda: end_guardian(relation, by=by, now=now, hub=place.slug), said)
