"""A report in words, for the page and for paper alike: dates in the reader's era, figures as sentences, bars as lengths."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from smarthub.bookings.models import Booking
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.queries.outcome import held_from
from smarthub.brainstorms.rules.report import bars, left_out, said, shares
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.partners.models import Sector

Shown = dict[str, Any]
MOST_LINES = 24  # of one vote; the table of all is in the CSV


def told(session: Session, report: Shown) -> Shown:
    groups = {each["group"]: each for each in report["groups"]}
    notes = {each["note"]: each for each in report["notes"]}
    phases = {each["phase"]: each["title"] for each in report["phases"]}
    actions = {each["action"]: _action(each) for each in report["actions"]}
    return {
        "question": session.question,
        "code": session.code,
        "hub": session.hub.name,
        "facts": _facts(session, report),
        "decisions": [
            {
                "text": each["text"],
                "ref": each["decision"],
                "source": _source(each, notes, groups),
                "actions": [actions[ref]["text"] for ref in each["actions"]],
            }
            for each in report["decisions"]
        ],
        "actions": list(actions.values()),
        "looked_at": [_action(each) for each in report["looked_at"]],
        "agenda": [
            {
                "title": each["title"],
                "minutes": _("{n} minutes").format(n=each["minutes"]) if each["minutes"] else "",
                "at": dates.clock(datetime.fromisoformat(each["at"])),
            }
            for each in report["agenda"]
        ],
        "minutes": report["minutes"]["text"] if report["minutes"] else "",
        "votes": [_vote(each, phases) for each in report["results"]["votes"] if each["notes"]],
        "statements": _statements(report["results"])[:MOST_LINES],
        "left_out": _left_out(report["results"]),
        "camps": _camps(report["results"]),
        "why": report["results"]["why"] if report["results"]["statements"] else "",
        "groups": [
            {
                "title": each["title"] or _("Without a name"),
                "notes": [_note(notes[ref]) for ref in each["notes"]],
            }
            for each in report["groups"]
        ],
        "loose": [_note(each) for each in report["notes"] if each["group"] not in groups and not _is_statement(each)],
    }


def where(session: Session) -> str:
    """The room and the time that were booked for it; "" where none were."""
    return booked_for(session.booking) if session.booking else ""


def booked_for(booking: Booking) -> str:
    spaces = ", ".join(space.name for space in booking.spaces.all())
    return " · ".join(filter(None, (spaces, dates.span(booking.starts_at, booking.ends_at))))


def _facts(session: Session, report: Shown) -> list[tuple[str, str]]:
    sectors = [
        _("{sector} {n}").format(sector=_sector(each["sector"]), n=each["participants"])
        for each in report["sectors"]
        if each["participants"]
    ]
    return [
        (_("Day"), dates.day(dates.local(held_from(session)).date(), weekday=True)),
        (_("Place"), " · ".join(part for part in (str(session.hub.name), where(session)) if part)),
        (_("People"), str(report["participants"])),
        (_("They spoke for"), ", ".join(sectors)),
        (_("Notes"), str(len(report["notes"]))),
        (_("Code"), session.code),
    ]


def _sector(name: str) -> str:
    return _("no sector") if name == "none" else str(Sector(name).label)


def _action(each: Mapping[str, Any]) -> Shown:
    due_on = date.fromisoformat(each["due_on"]) if each["due_on"] else None
    is_overdue = each["state"] == "open" and due_on is not None and due_on < dates.local(clock.now()).date()
    states = {"done": _("done"), "dropped": _("given up"), "open": _("overdue") if is_overdue else _("open")}
    return {
        "ref": each["action"],
        "text": each["text"],
        "owner": each["owner"],
        "due_on": dates.day(due_on, short=True) if due_on else "",
        "state": states[each["state"]],
        "kind": "overdue" if is_overdue else each["state"],
        "why": each["why"],
    }


def _source(decision: Shown, notes: Mapping[str, Shown], groups: Mapping[str, Shown]) -> str:
    if decision["note"] in notes:
        return _("From the note: {text}").format(text=notes[decision["note"]]["text"])
    if decision["group"] in groups:
        return _("From the group: {title}").format(title=groups[decision["group"]]["title"])
    return ""


def _is_statement(note: Shown) -> bool:
    """It stands among the opinions already."""
    return any(vote["kind"] == Phase.Kind.OPINIONS for vote in note["votes"])


def _note(note: Shown) -> Shown:
    return {
        "ref": note["note"],
        "text": note["text"],
        "said": [said(vote) for vote in note["votes"]],
        "lane": note["lane"],
        "is_paper": note["is_paper"],
        "is_decided": bool(note["decisions"]),
    }


def _vote(vote: Shown, phases: Mapping[str, str]) -> Shown:
    lengths = shares(vote["notes"])
    return {
        "title": phases.get(vote["phase"], ""),
        "voters": _("{n} people voted").format(n=vote["voters"]),
        "left_out": left_out(vote),
        "lines": [
            {"text": line["text"], "said": said({**line, "kind": vote["kind"]}), "share": share}
            for line, share in zip(vote["notes"][:MOST_LINES], lengths, strict=False)
        ],
    }


def _statements(results: Shown) -> list[Shown]:
    """Those that most agree with first."""
    verdicts = {
        "bridge": _("agreed by every sector"),
        "divides": _("divides the sectors"),
    }
    across = {each["statement"]: verdicts.get(each["verdict"], "") for each in results["across_sectors"] or []}
    lines = [
        {
            "text": each["text"],
            "said": said({**each, "kind": Phase.Kind.OPINIONS.value}),
            "bars": bars(each),
            "verdict": across.get(each["id"], ""),
        }
        for each in results["statements"]
    ]
    return sorted(lines, key=lambda line: -line["bars"]["agree"])


def _left_out(results: Shown) -> str:
    """How many statements are in the table only."""
    more = len(results["statements"]) - MOST_LINES
    return _("{n} more are in the table.").format(n=more) if more > 0 else ""


def _camps(results: Shown) -> list[Shown]:
    """The groups of opinion, each with what stands for it; empty where none were found."""
    texts = {each["id"]: each["text"] for each in results["statements"]}
    return [
        {
            "title": _("Group {letter}").format(letter="ABCDE"[group["id"]]),
            "members": _("{n} people").format(n=group["members"]) if group["members"] else _("number not shown"),
            "stands_for": [
                (_("agrees") if each["side"] == "agree" else _("disagrees")) + ": " + texts[each["statement"]]
                for each in results["representative"] or []
                if each["group"] == group["id"]
                and each["statement"] in texts
                and 2 * each["successes"] > each["trials"]  # what few in it say is no sentence of theirs
            ],
        }
        for group in results["groups"] or []
    ]
