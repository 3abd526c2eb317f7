"""For whom I act: my children, what I agree to for them, and who acts for me."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.consents import withdraw_consent
from smarthub.people.actions.guardians import agree_for, bring_child, end_guardian
from smarthub.people.forms import ChildForm
from smarthub.people.http import person_of
from smarthub.people.models import Guardian, Person
from smarthub.people.rules import consents as wordings
from smarthub.people.rules.ages import Stage


@never_cache
@require_http_methods(["GET", "POST"])
def children(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), clock.now()
    form = ChildForm(request.POST or None, this_year=queries.this_year(now))
    if request.method == "POST" and form.is_valid():
        try:
            relation = bring_child(person, **form.cleaned_data, now=now)
        except Refused as refused:
            form.add_error(None, refused.refusal.in_full)
        else:
            messages.success(request, _("You act for {name} from now on.").format(name=relation.child.name))
            return redirect("people:children")
    context = {
        "form": form,
        "children": [_shown(each, queries.stage(each.child, now=now)) for each in queries.children_of(person, now=now)],
        "guardians": queries.guardians_of(person, now=now),
    }
    return render(request, "people/children.html", context, status=422 if form.errors else 200)


def _shown(relation: Guardian, stage: Stage) -> dict[str, Any]:
    """A child with what may be agreed to for them. From 10 on they are asked first, but for what only guardians give."""
    running = queries.running_consents(relation.child)
    asked = []
    for words in (*wordings.newest(), *wordings.newest(by_guardian=True)):
        if words.by_guardian and stage is Stage.CHILD:
            continue  # under 10 the guardian books; there is nothing to permit
        consent = running.get(words.purpose)
        holds = wordings.holds(consent, stage)
        waits = consent is not None and consent.version == words.version and not holds
        if holds or waits or wordings.why_not_agree_first(words.purpose, stage) is None:
            asked.append({"words": words, "holds": holds, "waits": waits})
    return {
        "child": relation.child,
        "since": relation.since,
        "is_under_ten": stage is Stage.CHILD,
        "asked": asked,
    }


def _relation_or_404(person: Person, code: str) -> Guardian:
    child = queries.person_coded(code)
    relation = queries.relation(person, child, now=clock.now()) if child else None
    if relation is None:
        raise Http404
    return relation


@require_POST
def child_consent(request: HttpRequest, child: str, purpose: str) -> HttpResponse:
    """Agree for a child, or take it back: the same button at the same place."""
    person, now = person_of(request), clock.now()
    relation = _relation_or_404(person, child)
    if wordings.wording(purpose) is None:
        raise Http404
    if "withdraw" in request.POST:
        withdraw_consent(relation.child, purpose, by=person, now=now)
        messages.success(request, _("You have taken it back."))
        return redirect("people:children")
    version, language = request.POST.get("version", ""), get_language() or "th"
    try:
        agree_for(relation.child, purpose, version, language=language, guardian=person, now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    else:
        messages.success(request, _("Thank you. You can take it back here at any time."))
    return redirect("people:children")


@require_POST
def child_end(request: HttpRequest, child: str) -> HttpResponse:
    person = person_of(request)
    relation = _relation_or_404(person, child)
    end_guardian(relation, by=person, now=clock.now())
    messages.success(request, _("You no longer act for {name}.").format(name=relation.child.name))
    return redirect("people:children")
