"""A report in the forms that people take away: how figures are said and drawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smarthub.brainstorms.models import Phase

Shown = Mapping[str, Any]
COLUMNS = (
    *("note", "text", "group", "phase", "lane", "from_paper", "agree", "disagree", "pass", "dots", "wins", "losses"),
    *("rank_score", "impact", "effort", "decisions"),
)
_FIGURES = {
    Phase.Kind.OPINIONS.value: {"agree": "agree", "disagree": "disagree", "pass": "pass"},
    Phase.Kind.DOTS.value: {"score": "dots"},
    Phase.Kind.PAIRS.value: {"wins": "wins", "losses": "losses"},
    Phase.Kind.RANK.value: {"score": "rank_score"},
    Phase.Kind.PLACE.value: {"impact": "impact", "effort": "effort"},
}


def rows(report: Shown) -> Iterator[list[object]]:
    """One row a note, under COLUMNS; of votes of one kind held twice, the later."""
    groups = {each["group"]: each["title"] for each in report["groups"]}
    phases = {each["phase"]: each["title"] for each in report["phases"]}
    decided = {each["decision"]: each["text"] for each in report["decisions"]}
    for note in report["notes"]:
        figures = {
            name: vote[known]
            for vote in note["votes"]
            for known, name in _FIGURES.get(vote["kind"], {}).items()
            if known in vote
        }
        told: dict[str, object] = {
            "note": note["note"],
            "text": note["text"],
            "group": groups.get(note["group"], ""),
            "phase": phases.get(note["phase"], ""),
            "lane": note["lane"],
            "from_paper": int(note["is_paper"]),
            **figures,
            "decisions": " | ".join(decided[ref] for ref in note["decisions"]),
        }
        yield [told.get(name, "") for name in COLUMNS]


def said(vote: Shown) -> str:
    """One vote on one note in words: '12 dots', 'agree 40, disagree 12, pass 8'."""
    match vote["kind"]:
        case Phase.Kind.OPINIONS:
            return _("agree {agree} · disagree {disagree} · pass {passed}").format(
                agree=vote["agree"], disagree=vote["disagree"], passed=vote["pass"]
            )
        case Phase.Kind.DOTS:
            return _("{n} dots").format(n=vote["score"])
        case Phase.Kind.PAIRS:
            return _("preferred {wins} times, not {losses} times").format(wins=vote["wins"], losses=vote["losses"])
        case Phase.Kind.RANK:
            return _("place {place} on average").format(place=-vote["score"])
        case _:
            return _("impact {impact} · effort {effort}").format(
                impact=_short(vote["impact"]), effort=_short(vote["effort"])
            )


def _short(figure: float) -> str:
    return f"{figure:g}"


def left_out(vote: Shown) -> str:
    """A sentence on what was hidden, so that nobody has to guess why a figure became smaller."""
    n = vote["hidden"]
    told = ngettext(
        "{n} note was hidden by those who lead; what was said to it is not counted.",
        "{n} notes were hidden by those who lead; what was said to them is not counted.",
        n,
    )
    return told.format(n=n) if n else ""


def bars(statement: Shown) -> dict[str, float]:
    """The lengths of agree, pass and disagree in hundredths of all who spoke, and where the last of them begins."""
    total = statement["agree"] + statement["disagree"] + statement["pass"]
    found = {name: round(100 * statement[name] / total, 1) if total else 0.0 for name in ("agree", "pass", "disagree")}
    return found | {"lined_from": round(100 - found["disagree"], 1)}


def shares(lines: Sequence[Shown]) -> list[float]:
    """How long each score's bar is, in hundredths of the highest; scores below zero have none."""
    most = max((line["score"] for line in lines), default=0)
    return [round(100 * max(line["score"], 0) / most, 1) if most > 0 else 0.0 for line in lines]
