"""The notes of a room as an outline: frame (the phase in which they were written) › group or lane › note."""

from typing import Any

from smarthub.brainstorms.models import Phase

Shown = dict[str, Any]


def outline(found: Shown) -> list[Shown]:
    """Each note once. A group stands in the frame of its first note; an empty one in the last frame.

    Frames without notes are left out, except the one that is being written in.
    """
    notes: list[Shown] = found["notes"]
    frames = {
        phase["phase"]: {**phase, "groups": [], "loose": [], "is_open": not phase["ended_at"]}
        for phase in found["phases"]
        if phase["began_at"]
    }
    if not frames:
        return []
    of_group: dict[str, list[Shown]] = {group["group"]: [] for group in found["groups"]}
    for note in notes:
        if note["group"] in of_group:
            of_group[note["group"]].append(note)
        elif note["phase"] in frames:
            frames[note["phase"]]["loose"].append(note)
    written = [note["phase"] for note in notes if note["phase"] in frames]
    last = written[-1] if written else next(reversed(frames))
    for group in found["groups"]:
        members = of_group[group["group"]]
        where = members[0]["phase"] if members and members[0]["phase"] in frames else last
        frames[where]["groups"].append({**group, "notes": members})
    told = [frame for frame in frames.values() if frame["groups"] or frame["loose"]]
    for frame in told:
        frame["lanes_of"] = _by_lane(frame)
        frame["count"] = len(frame["loose"]) + sum(len(group["notes"]) for group in frame["groups"])
    return told


def _by_lane(frame: Shown) -> list[Shown]:
    """The notes that stand alone, by lane where there are lanes."""
    if frame["kind"] != Phase.Kind.WRITE or not frame["lanes"]:
        return [{"lane": "", "notes": frame["loose"]}] if frame["loose"] else []
    lanes = [*frame["lanes"], *sorted({note["lane"] for note in frame["loose"]} - set(frame["lanes"]))]
    found = [{"lane": lane, "notes": [n for n in frame["loose"] if n["lane"] == lane]} for lane in lanes]
    return [each for each in found if each["notes"]]


def place_of(found: Shown, phase: Shown | None) -> int:
    """Which of the steps this is, from 1; 0 where none runs."""
    return next((n for n, each in enumerate(found["phases"], start=1) if each is phase), 0)


def left_of(phase: Shown | None) -> str:
    """What is left on a timer that stands still."""
    seconds = phase["seconds_left"] if phase else None
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"
