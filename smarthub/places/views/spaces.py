from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.http import person_of
from smarthub.places import queries
from smarthub.places.actions.spaces import add_space, change_space, remove_space
from smarthub.places.forms import SpaceForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.views.answer import did, saved, show, status_of


@require_http_methods(["GET", "POST"])
def spaces(request: HttpRequest, hub: str) -> HttpResponse:
    """All spaces on the plan and as a list; POST adds one."""
    found, by = hub_run_by_404(request, hub), person_of(request)
    book = queries.rulebook(found)
    form = SpaceForm(request.POST or None, book=book)
    if request.POST and did(form, lambda: add_space(found, form.words, **form.where(), by=by, now=clock.now())):
        return saved(request, "spaces", found)
    links = {space.pk: reverse("places:space", kwargs={"hub": found.slug, "ref": space.ref}) for space in book.spaces}
    floors = [
        (
            floor,
            [
                (space, links[space.pk], [(part, links[part.pk]) for part in book.parts.get(space.pk, [])])
                for space in book.spaces
                if space.floor_id == floor.pk and not space.part_of_id
            ],
        )
        for floor in book.floors
    ]
    context = {
        "form": form,
        "book": book,
        "floors": floors,
        "links": links,
        "zones": {z.pk: z.name for z in book.zones},
    }
    return show(request, "spaces", found, context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def space(request: HttpRequest, hub: str, ref: str) -> HttpResponse:
    found, by, now = hub_run_by_404(request, hub), person_of(request), clock.now()
    book = queries.rulebook(found)
    one = book.by_ref.get(ref)
    if one is None:
        raise Http404
    if request.POST.get("do") == "remove":
        try:
            remove_space(one, by=by, now=now)
        except Refused as refused:
            messages.error(request, refused.refusal.in_full)
            return redirect("places:space", hub=found.slug, ref=ref)
        messages.success(request, _("{name} is removed. Its bookings are kept.").format(name=one.name))
        return redirect("places:spaces", hub=found.slug)
    form = SpaceForm(request.POST or None, book=book, space=one)
    if request.POST and did(form, lambda: change_space(one, form.words, **form.where(), by=by, now=now)):
        return saved(request, "spaces", found)
    floor = next(each for each in book.floors if each.pk == one.floor_id)
    context = {"form": form, "book": book, "space": one, "floor": floor, "states": {one.pk: "yours"}}
    return show(request, "space", found, context, status=status_of(form))
