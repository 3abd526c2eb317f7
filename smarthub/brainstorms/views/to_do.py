"""What is open: what I took on, and what the sessions that I lead left to do."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.brainstorms.queries.outcome import open_for
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.people.http import person_of


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Each is looked at on the page of its session; here it is only found."""
    person, today = person_of(request), dates.local(clock.now()).date()
    due = open_for(person, today=today)
    shown = {
        "overdue": [each for each in due if each.is_overdue],
        "others": [each for each in due if not each.is_overdue],
        "person": person,
        "mark": uuid4,
    }
    return render(request, "brainstorms/to_do.html", shown)
