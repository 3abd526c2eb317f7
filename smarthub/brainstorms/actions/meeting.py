"""A plain meeting: its points, and what is written of it."""

from datetime import datetime

from django.db.models import Max

from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import AgendaItem, Minutes, Session
from smarthub.brainstorms.queries.outcome import agenda_of, minutes_of
from smarthub.brainstorms.rules import meeting as rules
from smarthub.brainstorms.rules.command import NOT_HERE, Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.outcome import why_not_look
from smarthub.kit.refusals import Refusal, Refused


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def _item(room: Session, ref: str) -> AgendaItem:
    item = AgendaItem.objects.filter(session=room, ref=ref).first()
    if item is None:
        raise Refused(NOT_HERE)
    return item


def put(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A point of `text` that takes `value` minutes, after all others; or the point that `other` names, changed."""
    _ask(why_not_lead(room, by))
    item = _item(room, command.other) if command.other else AgendaItem(session=room)
    points = AgendaItem.objects.filter(session=room).exclude(pk=item.pk)
    title, length = command.text.strip(), command.value or 0
    _ask(rules.why_not_item(title, length, others=points.count()))
    if not command.other:
        item.position = (points.aggregate(last=Max("position"))["last"] or 0) + 1
    item.title, item.length = title, length
    item.save()
    return Told("agenda", {"item": item.ref})


def move_item(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """The point that `other` names, one place up (`value` -1) or down (1). At the end nothing moves."""
    _ask(why_not_lead(room, by))
    item = _item(room, command.other)
    order = [each.pk for each in agenda_of(room)]
    at = order.index(item.pk)
    to = min(max(at + (1 if (command.value or 0) > 0 else -1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for position, pk in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=pk).update(position=position)
    return Told("agenda", {"item": item.ref})


def take_off(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """The point that `other` names leaves the agenda; its words stay in the log."""
    _ask(why_not_lead(room, by))
    item = _item(room, command.other)
    kept = {"title": item.title, "length": item.length, "position": item.position}
    payload = {"item": item.ref}
    item.delete()
    return Told("agenda", payload, kept)


def minute(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Keep `text` as the minutes; `number` is the version that the writer wrote on from. Also after the session is closed:
    minutes are often finished at home.
    """
    _ask(why_not_look(by))
    assert by.person is not None
    latest = minutes_of(room)
    text = command.text.replace("\r\n", "\n").rstrip()
    if latest and latest.text == text:
        return Told("minuted", {"version": latest.number})  # the same words are no conflict, whatever they began from
    _ask(rules.why_not_minute(text, base=command.number or 0, latest=latest))
    number = latest.number + 1 if latest else 1
    if latest and latest.by_id == by.person.pk and now - latest.began_at < rules.SAME_BREATH:
        latest.number, latest.text, latest.at = number, text, now
        latest.save(update_fields=["number", "text", "at"])
    else:
        Minutes.objects.create(session=room, number=number, text=text, by=by.person, began_at=now, at=now)
    return Told("minuted", {"version": number})
