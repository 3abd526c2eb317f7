"""What comes out: decisions, things to do, and looking at them again."""

from datetime import date, datetime

from smarthub.brainstorms.actions.room import Told, group_named, note_named
from smarthub.brainstorms.models import Action, Decision, Facilitator, Group, Note, Review, Session
from smarthub.brainstorms.queries.outcome import sessions_before
from smarthub.brainstorms.rules import outcome as rules
from smarthub.brainstorms.rules.command import NOT_HERE, Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.write import why_not_text
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.models import Person


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def decide(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _ask(why_not_lead(room, by))
    text = command.text.strip()
    _ask(why_not_text(text))
    note: Note | None = note_named(room, command.note) if command.note else None
    group: Group | None = group_named(room, command.group) if command.group else None
    assert by.person is not None
    made = Decision.objects.create(session=room, text=text, note=note, group=group, made_by=by.person, made_at=now)
    payload = {"decision": made.ref, "note": command.note or None, "group": command.group or None}
    return Told("decided", payload)


def act(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Something to be done: `owner` in words, `due_on`; `other` may name the decision that it follows from, `name` the
    account of somebody who leads this session and takes it on.
    """
    _ask(why_not_lead(room, by))
    text = command.text.strip()
    _ask(why_not_text(text))
    owner, person = _owner(room, command)
    decision = None
    if command.other:
        decision = Decision.objects.filter(session=room, ref=command.other).first()
        if decision is None:
            raise Refused(NOT_HERE)
    assert by.person is not None
    made = Action.objects.create(
        session=room,
        text=text,
        owner=owner,
        person=person,
        due_on=command.due_on,
        decision=decision,
        made_by=by.person,
        made_at=now,
    )
    return Told("acted", {"action": made.ref, "decision": command.other or None})


def _owner(room: Session, command: Command) -> tuple[str, Person | None]:
    owner, person = command.owner.strip(), None
    _ask(rules.why_not_owner(owner))
    if command.name:
        leads = Facilitator.objects.filter(session=room, person__code=command.name).select_related("person").first()
        if leads is None:
            raise Refused(rules.NOT_A_LEADER)
        person = leads.person
        owner = owner or person.name[: rules.LONGEST_OWNER]
    return owner, person


def amend(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Put right what `other` names, a decision or an action: its words, and of an action who and until when."""
    _ask(rules.why_not_look(by))
    text = command.text.strip()
    _ask(why_not_text(text))
    if decision := Decision.objects.filter(session=room, ref=command.other).first():
        before, decision.text = decision.text, text
        decision.save(update_fields=["text"])
        return Told("amended", {"decision": decision.ref}, {"text": before})
    action = Action.objects.filter(session=room, ref=command.other).first()
    if action is None:
        raise Refused(NOT_HERE)
    kept = {"text": action.text, "owner": action.owner, "due_on": _written(action.due_on)}
    owner, person = _owner(room, command)
    action.text, action.owner, action.person, action.due_on = text, owner, person, command.due_on
    action.save(update_fields=["text", "owner", "person", "due_on"])
    return Told("amended", {"action": action.ref}, kept)


def review(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Say of an action, of this session or of one that it continues, how it stands: `kind` done, open or dropped. `text`
    says why it is given up; `due_on` is a new day for what is still open.
    """
    _ask(rules.why_not_look(by))
    why = command.text.strip()
    _ask(rules.why_not_verdict(command.kind, why))
    action = (
        Action.objects.select_for_update(no_key=True, of=("self",))
        .filter(session__in=[room, *sessions_before(room)], ref=command.other)
        .first()
    )
    if action is None:
        raise Refused(NOT_HERE)
    assert by.person is not None
    kept = {"due_on": _written(action.due_on), "was": _state(action)}
    verdict = Review.Verdict(command.kind)
    is_done, is_dropped = verdict == Review.Verdict.DONE, verdict == Review.Verdict.DROPPED
    action.done_at, action.done_by = (action.done_at or now, action.done_by or by.person) if is_done else (None, None)
    action.dropped_at, action.dropped_by = (now, by.person) if is_dropped else (None, None)
    action.why = why if is_dropped else ""
    if verdict == Review.Verdict.OPEN and command.due_on:
        action.due_on = command.due_on
    action.save()
    Review.objects.update_or_create(
        session=room, action=action, defaults={"verdict": verdict, "by": by.person, "at": now}
    )
    return Told("reviewed", {"action": action.ref, "verdict": str(verdict)}, kept)


def _state(action: Action) -> str:
    return "done" if action.done_at else "dropped" if action.dropped_at else "open"


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def follow(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """This session continues the one whose code `other` holds: what that one left open is looked at first."""
    _ask(why_not_lead(room, by))
    before = Session.objects.filter(code=command.other, facilitators__person=by.person).first()
    _ask(rules.why_not_continue(room, before))
    assert before is not None
    room.continues = before
    room.save(update_fields=["continues"])
    return Told("continued")
