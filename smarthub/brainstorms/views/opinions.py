"""What a room thinks, in sentences: for the results' page, the big screen and the report alike.

`opinions_shown(results(session))` is the context of brainstorms/results_opinions.html and results_map.html.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from smarthub.brainstorms.models import Phase
from smarthub.brainstorms.rules.opinions.picture import WIDTH, frame, picture
from smarthub.brainstorms.rules.report import bars, said
from smarthub.partners.models import Sector

Shown = dict[str, Any]
LETTERS = "ABCDE"
MOST = 20  # statements on a page, those with the most votes first
MOST_COMPARED = 8  # between sectors, those that all agree on first
SHARED = 3  # statements that all groups share
AGREED = 0.5  # a product of shares: with two groups about 70 % in each
VERDICTS = ("bridge", "divides", "neither", "too-few")


def opinions_shown(found: Shown, *, most: int = MOST) -> Shown:
    """`found`: what queries.results gives."""
    texts = {each["id"]: each["text"] for each in found["statements"]}
    statements = sorted((_counted(each) for each in found["statements"]), key=lambda each: -each["seen"])
    groups = _groups(found, texts)
    return {
        "participants": found["participants"],
        "statements": statements[:most],
        "more_statements": max(0, len(statements) - most),
        "majority": _majority(found, texts),
        "sectors": _across(found, texts)[: most if most > MOST else MOST_COMPARED],
        "by_sector": _by_sector(found["sectors"]),
        "has_hidden_sector": any(each["participants"] is None for each in found["sectors"]),
        "groups": groups,
        "has_hidden_group": any(group["members"] is None for group in groups),
        "shared": _shared(found, texts),
        "map": _map(found, groups),
        "why": found["why"],
    }


def name_of_group(number: int) -> str:
    """A letter: numbers would look like a ranking."""
    return _("Group {letter}").format(letter=LETTERS[number % len(LETTERS)])


def percent(share: float) -> int:
    return round(100 * share)


def _counted(each: Shown) -> Shown:
    return {
        "text": each["text"],
        "seen": each["agree"] + each["disagree"] + each["pass"],
        "said": said({**each, "kind": Phase.Kind.OPINIONS.value}),
        "bars": bars(each),
    }


def _majority(found: Shown, texts: dict[str, str]) -> list[Shown]:
    return [
        {"text": texts[each["statement"]], "side": side, "successes": each["successes"], "trials": each["trials"]}
        for side, many in (found["majority"] or {}).items()
        for each in many
        if each["statement"] in texts
    ]


def _across(found: Shown, texts: dict[str, str]) -> list[Shown]:
    """Of the sectors that may be told; bridges first, then what divides. Without two of them there is nothing to say."""
    names = dict(Sector.choices)
    told = [
        {
            "text": texts[each["statement"]],
            "verdict": each["verdict"],
            "consensus": percent(each["consensus"]),
            "shares": [
                {"sector": names[sector], "percent": percent(share)}
                for sector, share in each["shares"].items()
                if share is not None  # a hidden cell
            ],
            "order": (VERDICTS.index(each["verdict"]), -each["consensus"]),
        }
        for each in found["across_sectors"] or []
        if each["statement"] in texts and each["consensus"] is not None
    ]
    return sorted(told, key=lambda each: each["order"])


def _by_sector(sectors: Iterable[Shown]) -> list[Shown]:
    names = {**dict(Sector.choices), "none": _("no sector given")}
    return [{"name": names[each["sector"]], "people": each["participants"]} for each in sectors if each["participants"]]


def _groups(found: Shown, texts: dict[str, str]) -> list[Shown]:
    chosen: dict[int, list[Shown]] = {}
    for each in found["representative"] or []:
        # One that a group agrees with best may tell it apart by the other side, on which few are: no sentence says that.
        if each["statement"] in texts and 2 * each["successes"] > each["trials"]:
            chosen.setdefault(each["group"], []).append(
                {
                    "text": texts[each["statement"]],
                    "side": each["side"],
                    "successes": each["successes"],
                    "trials": each["trials"],
                }
            )
    return [
        {
            "id": group["id"],
            "letter": LETTERS[group["id"] % len(LETTERS)],
            "name": name_of_group(group["id"]),
            "members": group["members"],
            "statements": chosen.get(group["id"], []),
        }
        for group in found["groups"] or []
    ]


def _shared(found: Shown, texts: dict[str, str]) -> list[str]:
    """What all groups agree on, however different they are otherwise."""
    agreed = [
        each
        for each in found["consensus"] or []
        if each["value"] is not None and each["value"] >= AGREED and each["statement"] in texts
    ]
    return [texts[each["statement"]] for each in sorted(agreed, key=lambda each: -each["value"])[:SHARED]]


def _map(found: Shown, groups: list[Shown]) -> Shown | None:
    if not found["map"]:
        return None
    by_id = {group["id"]: group for group in groups}
    areas = picture(found["map"], {group["id"]: group["members"] for group in groups})
    top, high = frame(areas)
    return {
        "wide": WIDTH,
        "top": top,
        "high": high,
        "each": areas[0].each,
        "areas": [{"area": area, "group": by_id[area.group]} for area in areas],
    }
