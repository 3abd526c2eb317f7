from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.kit.thai.dates import ERA
from smarthub.people.http import person_of
from smarthub.people.models import Person
from smarthub.places import queries
from smarthub.places.actions.hours import clear_day, close_on_holidays, set_day, set_hours
from smarthub.places.forms import DayForm, HolidaysForm, HoursForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Hub
from smarthub.places.views.answer import did, saved, show, status_of


@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest, hub: str) -> HttpResponse:
    found, by = hub_run_by_404(request, hub), person_of(request)
    form = HoursForm(request.POST or None, hours=queries.rulebook(found).hours)
    if request.POST and did(form, lambda: set_hours(found, form.week, by=by, now=clock.now())):
        return saved(request, "hours", found)
    return show(request, "hours", found, {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, hub: str) -> HttpResponse:
    """The holidays of a year and the days that the hosts have set; POST sets one, clears one, or sets the holidays."""
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    asked = request.POST.get("do")
    book = queries.rulebook(found)
    today = book.day_of(now)
    this_year = today.year
    form = DayForm(request.POST if asked == "set" else None)
    holidays = HolidaysForm(
        request.POST if asked == "holidays" else None,
        initial={"closes": found.closes_on_holidays},
        auto_id="id_holidays_%s",  # the other form of the page has a field of this name, too
    )
    if asked == "holidays" and did(
        holidays, lambda: close_on_holidays(found, closes=holidays.cleaned_data["closes"], by=by, now=now)
    ):
        return saved(request, "days", found)
    if asked == "set" and did(form, lambda: _set(found, form, by)):
        return saved(request, "days", found)
    if asked == "clear":
        cleared = DayForm({"day": request.POST.get("day", ""), "does": "closed"})
        if cleared.is_valid():
            clear_day(found, cleared.cleaned_data["day"], by=by, now=now)
            return saved(request, "days", found)
    year = int(text) if (text := request.GET.get("year", "")).isdecimal() and 2000 <= int(text) <= 2200 else this_year
    odd_days = queries.odd_days(found, year)
    context = {
        "form": form,
        "holidays": holidays,
        "coming": [each for each in odd_days if each.date >= today],
        "past": [each for each in odd_days if each.date < today],
        "year": year,
        "years": [(n, str(n if get_language() == "en" else n + ERA)) for n in range(this_year, this_year + 3)],
    }
    return show(request, "days", found, context, status=status_of(form, holidays))


def _set(hub: Hub, form: DayForm, by: Person) -> None:
    said = form.cleaned_data
    set_day(
        hub,
        said["day"],
        hours=form.hours,
        reason_th=said["reason_th"],
        reason_en=said["reason_en"],
        by=by,
        now=clock.now(),
    )
