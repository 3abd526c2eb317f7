"""The phases of a session while it runs: one more, another wording, another order, one fewer."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from smarthub.brainstorms.actions.room import Told, phase_of
from smarthub.brainstorms.models import Event, Phase, Session
from smarthub.brainstorms.rules import lead as rules
from smarthub.brainstorms.rules.command import NOT_HERE, Command, Sender
from smarthub.kit.refusals import Refusal, Refused

ASIDE = 32_000  # a position that no phase has
REMOVED = "phase-removed"
KEPT = (  # of a phase that is removed
    *("kind", "title", "prompt", "seconds", "visibility", "quota", "dots", "may_stack", "lanes", "position"),
)


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def described(phase: Phase) -> dict[str, Any]:
    return {
        "kind": phase.kind,
        "title": phase.title,
        "prompt": phase.prompt,
        "visibility": phase.visibility,
        "due_at": phase.due_at.isoformat() if phase.due_at else None,
    }


def last_begun(room: Session) -> int:
    """The position of the last phase that was begun."""
    begun = Phase.objects.filter(session=room, began_at__isnull=False)
    return int(begun.aggregate(last=Max("position"))["last"] or 0)


def make_room(room: Session, position: int) -> int:
    """The position after this one, made free: all that come later move on by one."""
    for phase in Phase.objects.filter(session=room, position__gt=position).order_by("-position"):
        phase.position += 1
        phase.save(update_fields=["position"])
    return position + 1


def _wished(phase: Phase, command: Command) -> Phase:
    """The phase as the command words it; not saved."""
    visibility = command.visibility or Phase.Visibility.HIDDEN
    dots = command.dots
    if dots is None:
        dots = rules.USUAL_DOTS if command.kind == Phase.Kind.DOTS else 0
    lanes = [lane.strip() for lane in command.lanes if lane.strip()]
    _ask(rules.why_not_step(command.kind, visibility, seconds=command.seconds or 0, dots=dots, lanes=lanes))
    phase.kind, phase.visibility, phase.dots, phase.lanes = command.kind, visibility, dots, lanes
    phase.title = command.name.strip()[:120] or str(Phase.Kind(command.kind).label)
    phase.prompt = command.text.strip()[:500]
    phase.seconds, phase.quota, phase.may_stack = command.seconds or 0, command.quota, command.may_stack
    return phase


def add(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A phase after all others."""
    _ask(rules.why_not_lead(room, by))
    phase = _wished(Phase(session=room), command)
    last = Phase.objects.filter(session=room).aggregate(last=Max("position"))["last"] or 0
    phase.position = int(last) + 1
    phase.save()
    return Told("phase-added", {"phase": phase.ref, **described(phase)})


def change(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Its words and rules, as the command gives them all. Once begun it stays of its kind, and its timer runs on."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_change(phase))
    assert phase is not None
    kind, visibility = phase.kind, phase.visibility
    phase = _wished(phase, command)
    if phase.began_at and (phase.kind, phase.visibility) != (kind, visibility):
        raise Refused(rules.KIND_STAYS)
    phase.save()
    return Told("phase-changed", {"phase": phase.ref, **described(phase)})


def move(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """One place earlier (`value` below 0) or later, among those that lie ahead; at the end it stays where it is."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_rearrange(phase))
    assert phase is not None
    ahead = Phase.objects.filter(session=room, began_at=None)
    if (command.value or 0) < 0:
        other = ahead.filter(position__lt=phase.position).order_by("-position").first()
    else:
        other = ahead.filter(position__gt=phase.position).first()
    if other:
        change_places(phase, other)
    order = Phase.objects.filter(session=room).values_list("ref", flat=True)
    return Told("phase-moved", {"phase": phase.ref, "order": list(order)})


def change_places(one: Any, other: Any) -> None:
    """Two rows with a position each, which no two may share: the one steps aside meanwhile."""
    here, there = one.position, other.position
    one.position = ASIDE
    one.save(update_fields=["position"])
    other.position = here
    other.save(update_fields=["position"])
    one.position = there
    one.save(update_fields=["position"])


def remove(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Only what has not begun can go: nothing has been said in it."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_rearrange(phase))
    assert phase is not None
    was = {name: getattr(phase, name) for name in KEPT}
    phase.delete()
    return Told(REMOVED, {"phase": command.phase}, {"phase": was})


def put_back(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A phase that was removed, as it was and where it was; after what has begun meanwhile."""
    _ask(rules.why_not_lead(room, by))
    removed = Event.objects.filter(session=room, type=REMOVED, payload__phase=command.phase).order_by("number").last()
    if removed is None:
        raise Refused(NOT_HERE)
    _ask(rules.why_not_put_back(is_there=Phase.objects.filter(session=room, ref=command.phase).exists()))
    was = {name: value for name, value in removed.kept["phase"].items() if name in KEPT}
    last = Phase.objects.filter(session=room).aggregate(last=Max("position"))["last"] or 0
    was["position"] = make_room(room, min(max(last_begun(room), was["position"] - 1), last))
    phase = Phase.objects.create(session=room, ref=command.phase, **was)
    return Told("phase-added", {"phase": phase.ref, **described(phase)})
