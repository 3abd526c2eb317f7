"""One command, one event: whole or not at all, and once however often it is sent."""

from collections.abc import Mapping
from datetime import datetime

from smarthub.brainstorms.actions import ballots, group, join, lead, meeting, outcome, phases, timer, vote, write
from smarthub.brainstorms.actions.once import Verb, once
from smarthub.brainstorms.actions.propose import PROPOSE, propose_groups
from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.actions.think import ask_for_groups
from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.rules.command import UNKNOWN, Command, Sender
from smarthub.brainstorms.rules.notes import meaning
from smarthub.kit.refusals import Refused

VERBS: Mapping[str, Verb] = {
    "join": join.join,
    "note": write.write,
    "edit": write.edit,
    "remove": write.remove,
    "hide": write.hide,
    "show": write.show,
    "admit": write.admit,
    "move": group.move,
    "group": group.group,
    "rename": group.rename,
    "merge": group.merge,
    "ungroup": group.ungroup,
    "undo": group.undo,
    "redo": group.redo,
    "vote": vote.vote,
    "unvote": vote.unvote,
    "take-ballot-back": ballots.take_back,
    "count-ballot-again": ballots.count_again,
    "next": lead.next_phase,
    "phase": phases.add,
    "change-phase": phases.change,
    "move-phase": phases.move,
    "remove-phase": phases.remove,
    "put-phase-back": phases.put_back,
    "lock": lead.lock,
    "unlock": lead.unlock,
    "extend": timer.extend,
    "pause": timer.pause,
    "resume": timer.resume,
    "reveal": lead.reveal,
    "decide": outcome.decide,
    "act": outcome.act,
    "amend": outcome.amend,
    "review": outcome.review,
    "continue": outcome.follow,
    "item": meeting.put,
    "move-item": meeting.move_item,
    "remove-item": meeting.take_off,
    "minutes": meeting.minute,
    "close": lead.close,
}


def obey(session: Session, command: Command, *, by: Sender, now: datetime) -> Event:
    """Do what the command asks and write its event; asked again, the same event is answered."""
    if command.type == PROPOSE:
        # By words alone it thinks first, a moment, and only then takes the room's turn; by meaning the worker thinks.
        ask = ask_for_groups if meaning.is_there() else propose_groups
        return ask(session, k=command.value, mark=command.id, by=by, now=now)
    return once(session, command, VERBS.get(command.type, _unknown), by=by, now=now)


def _unknown(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    raise Refused(UNKNOWN)
