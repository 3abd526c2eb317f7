"""My profile and my consents."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.thai import dates
from smarthub.people import queries
from smarthub.people.actions.consents import give_consent, withdraw_consent
from smarthub.people.actions.profile import change_profile
from smarthub.people.forms import ProfileForm
from smarthub.people.http import person_of
from smarthub.people.models import Person, Profile
from smarthub.people.rules import consents as wordings
from smarthub.people.rules.sight import Nearness, Seen, seen

ONLOOKERS = (Nearness.STRANGER, Nearness.MEMBER, Nearness.HERE_NOW)


@never_cache
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What I say about myself, to whom, and what each of them sees. "Show me" previews without keeping."""
    person, now = person_of(request), clock.now()
    kept, this_year = queries.profile_of(person), dates.local(now).year
    if request.method == "GET":
        form = ProfileForm.about(person, kept, this_year=this_year)
        return _profile_page(request, form, views_of(person, kept), is_draft=False)
    form = ProfileForm(request.POST, this_year=this_year)
    if not form.is_valid():
        return _profile_page(request, form, views_of(person, kept), is_draft=False)
    if "show" in request.POST:
        return _profile_page(request, form, views_of(*_draft(form)), is_draft=True)
    change_profile(
        person,
        texts=form.texts,
        audiences=form.audiences,
        birth_year=form.cleaned_data["birth_year"],
        by=person,
        now=now,
    )
    messages.success(request, _("Your profile is saved."))
    return redirect("people:profile")


def views_of(person: Person, profile: Profile) -> list[tuple[str, Seen]]:
    """What each kind of onlooker sees, from the farthest to the nearest."""
    return [(nearness.name.lower(), seen(person, profile, nearness)) for nearness in ONLOOKERS]


def _draft(form: ProfileForm) -> tuple[Person, Profile]:
    """The profile as the form would make it; nothing is written."""
    audiences = {f"{field}_audience": value for field, value in form.audiences.items()}
    texts = form.texts
    return Person(name=texts.pop("name")), Profile(**texts, **audiences)


def _profile_page(
    request: HttpRequest, form: ProfileForm, seen_by: list[tuple[str, Seen]], *, is_draft: bool
) -> HttpResponse:
    return render(request, "people/profile.html", {"form": form, "seen_by": seen_by, "is_draft": is_draft})


@never_cache
@require_http_methods(["GET"])
def consents(request: HttpRequest) -> HttpResponse:
    """What I may agree to, what I agreed to, and when I took it back."""
    person = person_of(request)
    stage = queries.stage(person, now=clock.now())
    given = list(queries.consents_of(person))
    running = {consent.purpose: consent for consent in given if consent.withdrawn_at is None}
    asked = [
        {
            "words": words,
            "consent": consent,
            "holds": wordings.holds(consent, stage),
            "waits": wordings.holds(consent) and not wordings.holds(consent, stage),
        }
        for words in wordings.newest()
        for consent in [running.get(words.purpose)]
    ]
    history = [(consent, wordings.wording(consent.purpose, consent.version)) for consent in given]
    return render(request, "people/consents.html", {"asked": asked, "history": history})


@require_POST
def consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give or withdraw one consent: the same button at the same place."""
    person, now = person_of(request), clock.now()
    if wordings.wording(purpose) is None:
        raise Http404
    if "withdraw" in request.POST:
        withdraw_consent(person, purpose, by=person, now=now)
        messages.success(request, _("You have taken it back."))
        return redirect("people:consents")
    try:
        version, language = request.POST.get("version", ""), get_language() or "th"
        give_consent(person, purpose, version, language=language, by=person, now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    else:
        messages.success(request, _("Thank you. You can take it back here at any time."))
    return redirect("people:consents")
