"""Who leads the session: added by e-mail or by a link, and let go."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smarthub.brainstorms.actions.company import add_facilitator, let_go
from smarthub.brainstorms.actions.links import INVITATIONS_ENDED, end_link
from smarthub.brainstorms.forms import CompanionForm
from smarthub.brainstorms.http import session_or_404
from smarthub.brainstorms.models import Facilitator, Session
from smarthub.brainstorms.rules.company import INVITED_FOR, LOOKED_FOR, NO_ACCOUNT, TOO_OFTEN
from smarthub.brainstorms.views.lead.answer import led_or_404, show, status_of
from smarthub.journal import queries as journal
from smarthub.kit import clock
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people import queries as people
from smarthub.people.http import person_of
from smarthub.people.models import Person

SALT = "smarthub.brainstorms.company"


def invitation_to(session: Session) -> str:
    """A link that makes whoever opens it, signed in, one of those who lead; good for a week, until somebody ends it, and
    until somebody is let go: who has led once knows the links that were made till then, and would come back by them.
    """
    token = signing.dumps([session.code, clock.now().timestamp()], salt=SALT)
    return settings.SMARTHUB_URL + reverse("brainstorms:invited", kwargs={"code": session.code, "token": token})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest, code: str) -> HttpResponse:
    session, _by = led_or_404(request, code)
    person, now = person_of(request), clock.now()
    if gone := request.POST.get("let-go"):
        return _let_go(request, session, gone)
    if "end-link" in request.POST:
        end_link(session, INVITATIONS_ENDED, by=person, now=now)
        messages.success(request, _("The old link no longer works. The new one is on this page."))
        return redirect("brainstorms:company", code=session.code)
    form = CompanionForm(request.POST or None)
    if request.POST and form.is_valid() and _looks_too_often(person, now):
        form.add_error("email", TOO_OFTEN.in_full)
    elif request.POST and form.is_valid():
        found = people.person_with(form.cleaned_data["email"])
        if found is None or not found.has_account:
            form.add_error("email", NO_ACCOUNT.in_full)
        else:
            add_facilitator(session, found, by=person, now=now)
            messages.success(request, _("{name} leads with you.").format(name=found.name))
            return redirect("brainstorms:company", code=session.code)
    shown = {
        "form": form,
        "facilitators": Facilitator.objects.filter(session=session).select_related("person").order_by("since", "pk"),
        "me": person,
        "invitation": invitation_to(session),
    }
    return show(request, "company", session, shown, status=status_of(form))


def _looks_too_often(person: Person, now: datetime) -> bool:
    limit, window = LOOKED_FOR
    return too_often(f"company:{person.code}", limit=limit, window=window, now=now)


def _let_go(request: HttpRequest, session: Session, code: str) -> HttpResponse:
    person = person_of(request)
    found = get_object_or_404(Facilitator.objects.select_related("session"), session=session, person__code=code)
    try:
        let_go(found, by=person, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    if found.person_id == person.pk:
        return redirect("brainstorms:rooms")
    return redirect("brainstorms:company", code=session.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Whoever opens it is asked first; only their own press makes them lead."""
    session, person = session_or_404(code), person_of(request)
    if not _is_invitation_to(session, token):
        raise Http404
    if request.method == "POST":
        add_facilitator(session, person, by=person, now=clock.now())
        return redirect("brainstorms:lead", code=session.code)
    return render(request, "brainstorms/lead_invited.html", {"session": session})


def _is_invitation_to(session: Session, token: str) -> bool:
    try:
        code, made = signing.loads(token, salt=SALT, max_age=INVITED_FOR)
    except (signing.BadSignature, TypeError, ValueError):
        return False
    ends = (journal.last_time(verb, session.code) for verb in ("facilitator-let-go", INVITATIONS_ENDED))
    return bool(code == session.code) and all(end is None or end.timestamp() < made for end in ends)
