"""The floor-plan editor: the page, what it draws from, and what it sends back."""

import json
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of
from smarthub.places import queries
from smarthub.places.actions.picture import lay_picture, take_picture_away
from smarthub.places.actions.redraw import add_floor, redraw
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.queries.drawing import drawing_of
from smarthub.places.rules.picture import MOST, TOO_LARGE, TYPES
from smarthub.places.rules.redraw import CHANGED_MEANWHILE, UNREADABLE, read_drawing

MOST_SENT = 2_000_000  # bytes of a drawing


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, hub: str) -> HttpResponse:
    """GET: the editor of one floor (`?floor=2`). POST: another floor."""
    found, by = hub_run_by_404(request, hub), person_of(request)
    if request.method == "POST":
        floor = add_floor(found, by=by, now=clock.now())
        return redirect(f"{reverse('places:plan', kwargs={'hub': found.slug})}?floor={floor.level}")
    book = queries.rulebook(found)
    if not book.floors:
        return render(request, "places/plan_editor.html", {"hub": found, "floors": []})
    floor = next((f for f in book.floors if str(f.level) == request.GET.get("floor")), book.floors[0])
    context = {
        "hub": found,
        "floors": book.floors,
        "floor": floor,
        "picture": _picture_url(found, floor),
        "drawing": drawing_of(book, floor),
        "kinds": [(kind.value, str(kind.label)) for kind in Space.Kind],
        "moods": [(mood.value, str(mood.label)) for mood in Zone.Mood],
        "groups": sorted({space.price_group for space in book.spaces if space.price_group}),
    }
    return render(request, "places/plan_editor.html", context)


def _picture_url(hub: Hub, floor: Floor) -> str:
    """With the file's name, so that a new picture is not an old one from the browser's cache."""
    if not floor.picture:
        return ""
    return f"{reverse('places:plan-picture', kwargs={'hub': hub.slug, 'level': floor.level})}?{floor.picture.name}"


@never_cache
@require_POST
def draw(request: HttpRequest, hub: str, level: int) -> JsonResponse:
    """Save a drawing. 200 {drawing} when it is done, 200 {ask: html} where bookings stand for what would go, else the
    refusal's sentence."""
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    floor = _floor_or_404(found, level)
    try:
        sent = _sent(request)
        drawing = read_drawing(sent.get("drawing"))
        going = list(floor.spaces.filter(removed_at=None, ref__in=drawing.removed).select_related("hub"))
        if going and not sent.get("sure"):
            asked = render_to_string("places/plan_goes.html", {"hub": found, "spaces": going}, request=request)
            if "data-bookings" in asked:
                return JsonResponse({"ask": asked})
        done = redraw(floor, drawing, edition=str(sent.get("edition")), by=by, now=now)
    except Refused as refused:
        status = 409 if refused.refusal is CHANGED_MEANWHILE else 422
        return JsonResponse({"code": refused.refusal.code, "said": refused.refusal.in_full}, status=status)
    fresh = queries.hub_named(found.slug)
    assert fresh
    book = queries.rulebook(fresh)
    floor = next(each for each in book.floors if each.pk == floor.pk)
    counts = {"added": done.added, "changed": done.changed, "removed": done.removed}
    return JsonResponse({"drawing": drawing_of(book, floor), **counts})


def _sent(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_SENT:
        raise Refused(UNREADABLE)
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:  # RecursionError: lists in lists, a thousand deep
        raise Refused(UNREADABLE) from error
    if not isinstance(sent, dict):
        raise Refused(UNREADABLE)
    return sent


@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, hub: str, level: int) -> HttpResponseBase:
    """The picture under the plan, for those who run the hub; POST lays another one or takes it away."""
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    floor = _floor_or_404(found, level)
    if request.method == "GET":
        return _shown(floor)
    try:
        if "away" in request.POST:
            take_picture_away(floor, by=by, now=now)
        elif (file := request.FILES.get("picture")) is not None:
            if (file.size or 0) > MOST:
                raise Refused(TOO_LARGE)
            lay_picture(floor, file.read(), by=by, now=now)
    except Refused as refused:
        messages.error(request, refused.refusal.in_full)
    return redirect(f"{reverse('places:plan', kwargs={'hub': found.slug})}?floor={floor.level}")


def _shown(floor: Floor) -> FileResponse:
    name = floor.picture.name
    if not name or not floor.picture.storage.exists(name):
        raise Http404
    answer = FileResponse(floor.picture.open("rb"), content_type=TYPES[name.rsplit(".", 1)[-1]])
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _floor_or_404(hub: Hub, level: int) -> Floor:
    floor = Floor.objects.select_related("hub").filter(hub=hub, level=level).first()
    if floor is None:
        raise Http404
    return floor
