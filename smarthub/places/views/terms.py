from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smarthub.kit import clock
from smarthub.people.http import person_of
from smarthub.people.models import Person
from smarthub.places import queries
from smarthub.places.actions.terms import set_policy, set_rate
from smarthub.places.forms import PolicyForm, RatesForm
from smarthub.places.http import hub_run_by_404
from smarthub.places.models import Hub, Policy, Space, Zone
from smarthub.places.rules.policies import in_words, price_in_words
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.rules.terms import terms_for, wider
from smarthub.places.views.answer import did, saved, show, status_of


@dataclass(frozen=True, slots=True)
class Group:
    """A price group: what it costs in words, and what is in it."""

    name: str
    price: str
    spaces: list[str]


def groups(book: Rulebook) -> list[Group]:
    """Every price group that a space has or a rate names, in the order of the spaces."""
    names = dict.fromkeys(
        [*(s.price_group for s in book.spaces if s.price_group), *(group for group, _per in book.satang)]
    )
    return [
        Group(
            name,
            price_in_words(book.satang.get((name, "hour")), book.satang.get((name, "day"))),
            [space.name for space in book.spaces if space.price_group == name],
        )
        for name in names
    ]


@require_http_methods(["GET", "POST"])
def prices(request: HttpRequest, hub: str) -> HttpResponse:
    found, by = hub_run_by_404(request, hub), person_of(request)
    book = queries.rulebook(found)
    known = groups(book)
    form = RatesForm(request.POST or None, groups=[group.name for group in known], rates=book.rates)
    if request.POST and did(form, lambda: _set_rates(found, form, by)):
        return saved(request, "prices", found)
    free = [s.name for s in book.spaces if not s.price_group and s.pk not in book.parts]
    lines = list(zip(known, form.lines(), strict=True))
    return show(request, "prices", found, {"form": form, "lines": lines, "free": free}, status=status_of(form))


@transaction.atomic
def _set_rates(hub: Hub, form: RatesForm, by: Person) -> None:
    for group, per, satang in form.prices():
        set_rate(hub, group, per, satang, by=by, now=clock.now())


@dataclass(frozen=True, slots=True)
class Target:
    """What a policy is attached to: the hub, a kind, a zone or a space."""

    code: str
    name: str
    kind: str = ""
    zone: Zone | None = None
    space: Space | None = None


def targets(book: Rulebook) -> list[Target]:
    kinds = dict.fromkeys(kind for kind in Space.Kind.values if any(space.kind == kind for space in book.spaces))
    used = {space.zone_id for space in book.spaces}
    own = {policy.space_id for policy in book.policies}
    return [
        Target("hub", _("Everything in the hub")),
        *(Target(kind, str(Space.Kind(kind).label), kind=kind) for kind in kinds),
        *(Target(f"zone-{zone.pk}", zone.name, zone=zone) for zone in book.zones if zone.pk in used),
        *(Target(f"space-{space.ref}", space.name, space=space) for space in book.spaces if space.pk in own),
    ]


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, hub: str) -> HttpResponse:
    """What holds, in words, for each kind; `?for=` opens one of them to be changed."""
    found, by = hub_run_by_404(request, hub), person_of(request)
    book = queries.rulebook(found)
    every = targets(book)
    context: dict[str, object] = {
        "targets": [
            (target, in_words(terms_for(Space(kind=target.kind), book.policies)), _policy(book, target) is not None)
            for target in every
            if not target.zone and not target.space
        ],
        "zones": [(target, _policy(book, target) is not None) for target in every if target.zone],
        "own": [target for target in every if target.space],
    }
    if "for" not in request.GET:
        return show(request, "rules", found, context)
    target = next(
        (each for each in _with_asked(every, book, request.GET["for"]) if each.code == request.GET["for"]), None
    )
    if target is None:
        raise Http404
    form = PolicyForm(request.POST or None, policy=_policy(book, target), wider=_wider(book, target))
    if request.POST and did(
        form,
        lambda: set_policy(
            found,
            form.cleaned_data,
            kind=target.kind,
            zone=target.zone,
            space=target.space,
            by=by,
            now=clock.now(),
        ),
    ):
        return saved(request, "rules", found)
    return show(request, "rules", found, context | {"form": form, "target": target}, status=status_of(form))


def _with_asked(every: list[Target], book: Rulebook, code: str) -> list[Target]:
    """A space has a policy of its own only when it is first asked for."""
    space = book.by_ref.get(code.removeprefix("space-"))
    return [*every, Target(f"space-{space.ref}", space.name, space=space)] if space else every


def _wider(book: Rulebook, target: Target) -> dict[str, int | None]:
    """What holds there, by column, where the target's own policy says nothing."""
    if target.space:
        spaces = [target.space]
    elif target.zone:
        spaces = [space for space in book.spaces if space.zone_id == target.zone.pk]
    else:
        spaces = [Space(kind=target.kind)]
    return wider(Policy(kind=target.kind, zone=target.zone, space=target.space), spaces, book.policies)


def _policy(book: Rulebook, target: Target) -> Policy | None:
    wanted = (target.kind, target.zone.pk if target.zone else None, target.space.pk if target.space else None)
    return next((p for p in book.policies if (p.kind, p.zone_id, p.space_id) == wanted), None)
