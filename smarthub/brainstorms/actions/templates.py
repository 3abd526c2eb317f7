"""A hub's own templates: copied from one of the house's, from another or from a session; changed step by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from smarthub.brainstorms.actions.phases import change_places
from smarthub.brainstorms.models import Phase, Session, Template, TemplateStep
from smarthub.brainstorms.queries.templates import steps_of
from smarthub.brainstorms.rules import keep as rules
from smarthub.brainstorms.rules.templates import Step
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.models import Person
from smarthub.places.models import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step as somebody wishes it."""

    kind: str
    title: str = ""
    prompt: str = ""
    seconds: int = 0
    visibility: str = Phase.Visibility.HIDDEN
    quota: int | None = None
    dots: int = 0
    may_stack: bool = True
    lanes: tuple[str, ...] = ()


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def _others(hub: Hub, template: Template | None = None) -> frozenset[str]:
    found = Template.objects.filter(hub=hub, removed_at=None)
    if template:
        found = found.exclude(pk=template.pk)
    return frozenset(found.values_list("title", flat=True))


@transaction.atomic
def copy(hub: Hub, source: str, *, title: str, by: Person, now: datetime) -> Template:
    """A template of the hub's own, with the steps of the one named."""
    steps = steps_of(hub, source)
    if steps is None:
        raise Refused(rules.UNKNOWN)
    return _kept(hub, title, steps, by, now)


@transaction.atomic
def keep(session: Session, *, title: str, by: Person, now: datetime) -> Template:
    """The phases of a session, as they are now, for the next time."""
    return _kept(session.hub, title, Phase.objects.filter(session=session)[: rules.MOST_STEPS], by, now)


def _kept(hub: Hub, title: str, steps: Iterable[Step | TemplateStep | Phase], by: Person, now: datetime) -> Template:
    title = title.strip()
    _ask(rules.why_not_name(title, others=_others(hub)))
    template = Template.objects.create(hub=hub, title=title, made_by=by, made_at=now)
    TemplateStep.objects.bulk_create(
        TemplateStep(
            template=template,
            position=position,
            kind=step.kind,
            title=str(step.title),
            prompt=str(step.prompt),
            seconds=step.seconds,
            visibility=step.visibility,
            quota=step.quota,
            dots=step.dots,
            may_stack=step.may_stack,
            lanes=[str(lane) for lane in step.lanes],
        )
        for position, step in enumerate(steps, start=1)
    )
    journal.record("template-kept", template.ref, hub=hub.slug, by=by, now=now)
    return template


def _locked(template: Template) -> Template:
    found = Template.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=template.pk)
    if found.removed_at:
        raise Refused(rules.REMOVED)
    return found


@transaction.atomic
def rename(template: Template, *, title: str, by: Person, now: datetime) -> Template:
    found, title = _locked(template), title.strip()
    _ask(rules.why_not_name(title, others=_others(found.hub, found)))
    found.title = title
    found.save(update_fields=["title"])
    journal.record("template-renamed", found.ref, hub=found.hub.slug, by=by, now=now)
    return found


@transaction.atomic
def remove(template: Template, *, by: Person, now: datetime) -> Template:
    """It is no longer offered; sessions begun with it stay as they are. It can be put back."""
    found = Template.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=template.pk)
    if found.removed_at is None:
        found.removed_at = now
        found.save(update_fields=["removed_at"])
        journal.record("template-removed", found.ref, hub=found.hub.slug, by=by, now=now)
    return found


@transaction.atomic
def put_back(template: Template, *, by: Person, now: datetime) -> Template:
    found = Template.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=template.pk)
    if found.removed_at is not None:
        _ask(rules.why_not_name(found.title, others=_others(found.hub, found)))
        found.removed_at = None
        found.save(update_fields=["removed_at"])
        journal.record("template-put-back", found.ref, hub=found.hub.slug, by=by, now=now)
    return found


@transaction.atomic
def add_step(template: Template, wish: Wish, *, by: Person, now: datetime) -> TemplateStep:
    """After all others."""
    found = _locked(template)
    steps = TemplateStep.objects.filter(template=found)
    last = steps.aggregate(last=Max("position"))["last"] or 0
    step = _worded(TemplateStep(template=found, position=last + 1), wish, steps=steps.count())
    journal.record("template-changed", found.ref, hub=found.hub.slug, by=by, now=now)
    return step


@transaction.atomic
def change_step(step: TemplateStep, wish: Wish, *, by: Person, now: datetime) -> TemplateStep:
    found = _locked(step.template)
    changed = _worded(TemplateStep.objects.get(pk=step.pk), wish, steps=0)
    journal.record("template-changed", found.ref, hub=found.hub.slug, by=by, now=now)
    return changed


def _worded(step: TemplateStep, wish: Wish, *, steps: int) -> TemplateStep:
    lanes = [lane.strip() for lane in wish.lanes if lane.strip()]
    _ask(rules.why_not_keep_step(steps, wish.kind, wish.visibility, seconds=wish.seconds, dots=wish.dots, lanes=lanes))
    step.kind, step.visibility, step.lanes = wish.kind, wish.visibility, lanes
    step.title = wish.title.strip()[:120] or str(Phase.Kind(wish.kind).label)
    step.prompt, step.seconds = wish.prompt.strip()[:500], wish.seconds
    step.quota, step.dots, step.may_stack = wish.quota, wish.dots, wish.may_stack
    step.save()
    return step


@transaction.atomic
def move_step(step: TemplateStep, *, earlier: bool, by: Person, now: datetime) -> None:
    """Changes places with its neighbour; at the end it stays."""
    found = _locked(step.template)
    step = TemplateStep.objects.get(pk=step.pk)
    steps = TemplateStep.objects.filter(template=found)
    if earlier:
        other = steps.filter(position__lt=step.position).last()
    else:
        other = steps.filter(position__gt=step.position).first()
    if other:
        change_places(step, other)
        journal.record("template-changed", found.ref, hub=found.hub.slug, by=by, now=now)


@transaction.atomic
def remove_step(step: TemplateStep, *, by: Person, now: datetime) -> None:
    """It can be put back."""
    found = _locked(step.template)
    if TemplateStep.objects.filter(pk=step.pk).update(removed_at=now):
        journal.record("template-changed", found.ref, hub=found.hub.slug, by=by, now=now)


@transaction.atomic
def put_step_back(step: TemplateStep, *, by: Person, now: datetime) -> None:
    """Where it was; after what stands there meanwhile."""
    found = _locked(step.template)
    step = TemplateStep.everything.get(pk=step.pk)
    if step.removed_at is None:
        return
    steps = TemplateStep.objects.filter(template=found)
    _ask(rules.why_not_one_more(steps.count()))
    if steps.filter(position=step.position).exists():
        for each in steps.filter(position__gt=step.position).order_by("-position"):
            each.position += 1
            each.save(update_fields=["position"])
        step.position += 1
    step.removed_at = None
    step.save(update_fields=["removed_at", "position"])
    journal.record("template-changed", found.ref, hub=found.hub.slug, by=by, now=now)
