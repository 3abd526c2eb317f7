"""A hub's lists: everything that a host sees goes out as CSV or XLSX; people, spaces and bookings come in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from smarthub.frontdoor.actions.lists import MOST, given, groups, hand_out, kinds, take_back, take_in, try_list
from smarthub.frontdoor.forms import ListForm
from smarthub.frontdoor.models import Intake
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.sheets import write, write_xlsx
from smarthub.kit.thai import dates
from smarthub.people.http import person_of
from smarthub.places.http import hub_run_by_404

SHOWN = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest, hub: str) -> HttpResponse:
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    form = ListForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"hub": found, "form": form, "groups": groups(), "kinds": kinds()}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report, intake = try_list(
                found, form.cleaned_data["kind"], file.read(MOST + 1), file_name=file.name, by=by, now=now
            )
            context |= {"report": report, "intake": intake}
        except Refused as refused:
            form.add_error("file", refused.refusal.in_full)
    taken = Intake.objects.filter(hub=found, taken_at__isnull=False).defer("file", "before", "made")
    context["taken"] = [
        (each, given()[each.kind].title) for each in taken.select_related("taken_by").order_by("-taken_at")[:SHOWN]
    ]
    is_wrong = request.method == "POST" and (bool(form.errors) or bool(getattr(context.get("report"), "faults", ())))
    return render(request, "frontdoor/lists.html", context, status=422 if is_wrong else 200)


@require_POST
def take(request: HttpRequest, hub: str, ref: str) -> HttpResponse:
    found, by = hub_run_by_404(request, hub), person_of(request)
    try:
        intake = take_in(_intake_or_404(found, ref), by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    else:
        said = _("Taken in: {added} added, {changed} changed.").format(added=intake.added, changed=intake.changed)
        messages.success(request, said)
    return redirect("frontdoor:lists", hub=found.slug)


@require_POST
def back(request: HttpRequest, hub: str, ref: str) -> HttpResponse:
    found, by = hub_run_by_404(request, hub), person_of(request)
    gone, stayed = take_back(_intake_or_404(found, ref), by=by, now=clock.now())
    said = ngettext("%(n)d taken back.", "%(n)d taken back.", gone) % {"n": gone}
    if stayed:
        said += " " + ngettext("%(n)d stays: it is in use by now.", "%(n)d stay: they are in use by now.", stayed) % {
            "n": stayed
        }
    messages.success(request, said)
    return redirect("frontdoor:lists", hub=found.slug)


def _intake_or_404(hub: object, ref: str) -> Intake:
    return get_object_or_404(Intake, hub=hub, ref=ref)


@never_cache
@require_GET
def give(request: HttpRequest, hub: str, kind: str, form: str) -> HttpResponse:
    """One list as it stands: `form` is csv (with the mark by which Excel knows Thai letters) or xlsx."""
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    if form not in ("csv", "xlsx"):
        raise Http404
    table = hand_out(found, kind, form=form, by=by, now=now)
    if table is None:
        raise Http404
    body: str | bytes = write_xlsx(*table) if form == "xlsx" else "\ufeff" + write(*table)
    answer = HttpResponse(body, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    day = dates.local(now).date().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-{kind}-{day}.{form}"'
    return answer


@require_GET
def sample(request: HttpRequest, hub: str, kind: str) -> HttpResponse:
    """An empty list to write into: its headings, and one row that shows how and is not taken in."""
    hub_run_by_404(request, hub)
    chosen = kinds().get(kind)
    if chosen is None:
        raise Http404
    body = "\ufeff" + write(list(chosen.sample), [list(chosen.sample.values())])
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sample-{kind}.csv"'
    return answer
