"""The templates of a hub, and the steps of one that may be the house's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from smarthub.brainstorms.models import Phase, Template, TemplateStep
from smarthub.brainstorms.rules import templates as rules
from smarthub.places.models import Hub

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A template as it is offered: of the house (`ref` is its name) or of a hub."""

    ref: str
    title: str | Promise
    about: str | Promise
    minutes: int
    kinds: Sequence[str]
    is_own: bool = False


def templates_of(hub: Hub) -> QuerySet[Template]:
    return Template.objects.filter(hub=hub, removed_at=None).order_by("title").prefetch_related("steps")


def removed_of(hub: Hub) -> QuerySet[Template]:
    """The last few that were removed: they can be put back."""
    return Template.objects.filter(hub=hub, removed_at__isnull=False).order_by("-removed_at")[:5]


def removed_steps_of(template: Template) -> QuerySet[TemplateStep]:
    """The last few that were removed from it: they can be put back."""
    gone = TemplateStep.everything.filter(template=template, removed_at__isnull=False)
    return gone.order_by("-removed_at", "-pk")[:5]


def template_of(hub: Hub, ref: str) -> Template | None:
    return Template.objects.filter(hub=hub, ref=ref).first()


def houses_own() -> list[Choice]:
    return [
        Choice(ref, each.title, each.about, each.minutes, [step.kind for step in each.steps])
        for ref, each in rules.TEMPLATES.items()
    ]


def hubs_own(hub: Hub) -> list[Choice]:
    own = []
    for each in templates_of(hub):
        steps = list(each.steps.all())
        minutes = round(sum(step.seconds for step in steps) / MINUTE)
        own.append(Choice(each.ref, each.title, "", minutes, [step.kind for step in steps], is_own=True))
    return own


def choices_of(hub: Hub) -> list[Choice]:
    """The hub's own first: whoever made one wants it."""
    return hubs_own(hub) + houses_own()


def steps_of(hub: Hub, ref: str) -> Sequence[rules.Step | TemplateStep | Phase] | None:
    """The steps of the house's template of this name, or of this hub's own of this reference."""
    if house := rules.TEMPLATES.get(ref):
        return house.steps
    own = Template.objects.filter(hub=hub, ref=ref, removed_at=None).first()
    return list(own.steps.all()) if own else None
