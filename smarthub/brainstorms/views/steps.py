"""What a phone shows in each kind of phase, made from the room's state: one clear thing to do, and who will see it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase
from smarthub.brainstorms.rules.vote import VOTING

Shown = dict[str, Any]
Kind = Phase.Kind
WRITING = {Kind.WRITE, Kind.OPINIONS, Kind.TALK}
AHEAD = 30  # statements that a phone holds at once, so that it can go on without a line
ALL_IN_ORDER = 9  # with more notes than that, each chooses what to put in order

WHO_SEES: Mapping[str, str | Promise] = {
    "hidden": _("Nobody sees what you write until those who lead reveal it. Your name is not shown."),
    "passed": _("In the next round your neighbour reads it and builds on it. Your name is not shown."),
    "open": _("Everybody sees it at once, without your name."),
    "revealed": _("Everybody sees these notes now, without names."),
    "vote": _("Nobody sees what you choose. Only the sums are shown, when the vote is over."),
}


def running(found: Shown) -> Shown | None:
    return next((phase for phase in found["phases"] if phase["began_at"] and not phase["ended_at"]), None)


def step(found: Shown, *, again: str = "", move: str = "") -> Shown:
    """The phase that runs, as the phone shows it; a quiet page where none does. `again`: a note to be answered
    anew; `move`: one to be put into a group.
    """
    phase = running(found)
    if phase is None or found["closed_at"]:
        return {
            "phase": None,
            "work": "brainstorms/phases/wait.html",
            "kind": "wait",
            "key": "wait",
            "has_results": has_results(found),
        }
    kind = phase["kind"] if phase["kind"] in Kind.values else "wait"
    mine = found["mine"]
    may_vote = bool(mine) and not phase["locked_at"]
    shown: Shown = {
        "phase": phase,
        "kind": kind,
        "work": f"brainstorms/phases/{kind}.html",
        "key": f"{phase['phase']} {phase['locked_at'] or ''} {bool(mine)}",
        "turn": turn(found["phases"], phase),
        "who_sees": who_sees(phase),
        "may_write": bool(mine) and kind in WRITING and not phase["locked_at"],
        "may_change": may_vote,
        "mine": [note for note in mine["notes"] if note["phase"] == phase["phase"]] if mine else [],
        "has_results": has_results(found),
        "late": [note for note in mine["notes"] if note["late"]] if mine else [],
    }
    shown["due"] = datetime.fromisoformat(phase["due_at"]) if phase["due_at"] else None
    shown["notes"] = [note for note in found["notes"] if note["phase"] == phase["phase"]]
    shown["left"] = None if phase["quota"] is None else max(0, phase["quota"] - len(shown["mine"]))
    if mine and (extra := OF_KIND.get(kind)):
        shown |= extra(found, phase)
    if move and kind == Kind.GROUP:
        shown["moving"] = next((note for note in found["notes"] if note["note"] == move), None)
    if again and kind in {Kind.OPINIONS, Kind.PLACE} and mine:
        shown["ahead"] = [note for note in shown["said"] if note["note"] == again] + shown["ahead"]
    return shown


def has_results(found: Shown) -> bool:
    return any(each["kind"] in VOTING and (each["ended_at"] or each["revealed_at"]) for each in found["phases"])


def turn(phases: list[Shown], phase: Shown) -> Shown | None:
    """Which round of how many, where the same step follows itself (Crazy-8s)."""
    same = [phase]
    at = phases.index(phase)
    for each in reversed(phases[:at]):
        if not _alike(each, phase):
            break
        same.insert(0, each)
    number = len(same)
    for each in phases[at + 1 :]:
        if not _alike(each, phase):
            break
        same.append(each)
    return {"number": number, "of": len(same)} if len(same) > 1 else None


def _alike(one: Shown, other: Shown) -> bool:
    return all(one[name] == other[name] for name in ("kind", "title", "visibility", "seconds", "quota"))


def who_sees(phase: Shown) -> str | Promise:
    if phase["kind"] in VOTING:
        return WHO_SEES["vote"]
    if phase["kind"] not in WRITING:
        return ""
    return WHO_SEES["revealed" if phase["revealed_at"] else phase["visibility"]]


def said_in(found: Shown, phase: Shown) -> list[Shown]:
    """What this person has said by vote in this phase."""
    return [vote for vote in found["mine"]["votes"] if vote["phase"] == phase["phase"]]


def _ballot(found: Shown, phase: Shown) -> list[Shown]:
    """Each note that everybody may read, with what this person has said to it."""
    said = {vote["note"]: vote for vote in said_in(found, phase)}
    return [{**note, "said": said.get(note["note"])} for note in found["notes"]]


def _one_by_one(found: Shown, phase: Shown) -> Shown:
    """What is not yet answered, in an order of this phone's own, so that not all think of the same thing first."""
    ballot = _ballot(found, phase)
    open_ones = [note for note in ballot if note["said"] is None]
    order = found["next"] or []  # as the server has drawn them; what it has not weighed yet comes after
    place = {ref: n for n, ref in enumerate(order)}
    Random(found["mine"]["participant"] + phase["phase"]).shuffle(open_ones)  # noqa: S311 (an order, not a secret)
    open_ones.sort(key=lambda note: place.get(note["note"], len(order)))
    return {
        "all": len(ballot),
        "ahead": open_ones[:AHEAD],
        "said": [note for note in ballot if note["said"] is not None],
        "count": len(ballot) - len(open_ones),
    }


def _dots(found: Shown, phase: Shown) -> Shown:
    ballot = _ballot(found, phase)
    given = sum(note["said"]["value"] for note in ballot if note["said"])
    left = phase["dots"] - given
    for note in ballot:
        value = note["said"]["value"] if note["said"] else 0
        room_for = left > 0 and (phase.get("may_stack", True) or value == 0)
        note |= {"dots": value, "more": value + 1 if room_for else None, "fewer": value - 1 if value else None}
    return {"ballot": ballot, "dots_left": left}


def _pairs(found: Shown, phase: Shown) -> Shown:
    texts = {note["note"]: note for note in found["notes"]}
    done = said_in(found, phase)
    return {
        "ahead": [(texts[one], texts[other]) for one, other in found["pairs"] or []],
        "count": sum(vote["note"] in texts and vote["other"] in texts for vote in done),
    }


def _rank(found: Shown, phase: Shown) -> Shown:
    """My order so far, and what is not in it. A few notes begin in an order, many begin outside it."""
    texts = {note["note"]: note for note in found["notes"]}
    said = sorted(said_in(found, phase), key=lambda vote: vote["value"])
    order = [vote["note"] for vote in said if vote["note"] in texts]
    is_kept = bool(order)
    if not is_kept and len(texts) <= ALL_IN_ORDER:
        order = list(texts)
        Random(found["mine"]["participant"]).shuffle(order)  # noqa: S311
    return {
        "order": [texts[ref] for ref in order],
        "rest": [note for ref, note in texts.items() if ref not in order],
        "is_kept": is_kept,
    }


def _group(found: Shown, phase: Shown) -> Shown:
    """Notes under their groups, for reading and moving; what stands alone comes first."""
    groups: list[Shown] = [{**group, "notes": []} for group in found["groups"]]
    of = {group["group"]: group["notes"] for group in groups}
    alone: list[Shown] = []
    for note in found["notes"]:
        of.get(note["group"], alone).append(note)
    return {"groups": groups, "alone": alone}


OF_KIND: Mapping[str, Callable[[Shown, Shown], Shown]] = {
    Kind.OPINIONS: _one_by_one,
    Kind.PLACE: _one_by_one,
    Kind.DOTS: _dots,
    Kind.PAIRS: _pairs,
    Kind.RANK: _rank,
    Kind.GROUP: _group,
}
