"""The forms of what rooms take and give."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, JsonValue

from smarthub.brainstorms.actions.obey import VERBS
from smarthub.brainstorms.rules.command import Command
from smarthub.kit.api import Moment, Ref, Slug, Text
from smarthub.kit.api.shapes import ProblemOut

PROBLEMS = dict.fromkeys((400, 401, 403, 404, 405, 413, 422, 429, 500), ProblemOut)
MOST = 100  # commands at once
OPINIONS = {"agree": 1, "disagree": -1, "pass": 0}
Code = Annotated[str, Field(pattern=r"^[0-9a-z]{1,16}$", examples=["q7h2mc4x"])]
Short = Annotated[Text, Field(max_length=300)]
Small = Annotated[int, Field(ge=-32768, le=32767, strict=True)]


class SessionIn(Schema):
    hub: Slug
    question: Text
    template: Annotated[Text, Field(max_length=40)] = "free"
    booking: Ref | None = Field(None, description="the booking of the room that this happens in")


class SessionMade(Schema):
    code: Ref
    hub: Slug
    question: str
    link: str = Field(description="the address for phones; also what the QR holds")
    phases: int


class CommandIn(Schema):
    """What else a command needs depends on its type."""

    id: UUID = Field(description="drawn by the sender; the same command sent again is done once")
    type: Annotated[Text, Field(max_length=40, examples=sorted(VERBS))]
    at: Moment | None = Field(None, description="when it was composed, on the phone")
    participant: Annotated[Text, Field(max_length=80)] | None = Field(None, description="the key to speak with")
    phase: Ref | None = Field(None, description="the phase meant; else the one that runs")
    note: Ref | None = None
    other: Ref | None = Field(
        None, description="vote: the note that was not preferred; act: its decision; ballots: whose"
    )
    group: Ref | None = None
    notes: Annotated[list[Ref], Field(max_length=500)] = []
    text: Annotated[Text, Field(max_length=20_000)] = ""
    lane: Short = ""
    value: Small | Literal["agree", "disagree", "pass"] | None = None
    effort: Small | None = None
    name: Short = ""
    sector: Short = ""
    owner: Short = ""
    due_on: date | None = None
    number: Annotated[int, Field(ge=1, le=2_000_000_000)] | None = None
    seconds: Annotated[int, Field(ge=-86_400, le=86_400)] | None = None
    kind: Short = ""
    visibility: Short = ""
    quota: Annotated[int, Field(ge=1, le=1000)] | None = None
    dots: Annotated[int, Field(ge=0, le=1000)] | None = None
    may_stack: bool = Field(default=True, description="dots: several on one note")
    lanes: Annotated[list[Short], Field(max_length=12)] = []
    is_paper: bool = False

    def read(self) -> Command:
        value = OPINIONS[self.value] if isinstance(self.value, str) else self.value
        return Command(
            id=self.id,
            type=self.type,
            composed_at=self.at,
            phase=self.phase or "",
            note=self.note or "",
            other=self.other or "",
            group=self.group or "",
            notes=tuple(self.notes),
            text=self.text,
            lane=self.lane,
            value=value,
            effort=self.effort,
            name=self.name,
            sector=self.sector,
            owner=self.owner,
            due_on=self.due_on,
            number=self.number,
            seconds=self.seconds,
            kind=self.kind,
            visibility=self.visibility,
            quota=self.quota,
            dots=self.dots,
            may_stack=self.may_stack,
            lanes=tuple(self.lanes),
            is_paper=self.is_paper,
        )


class CommandsIn(Schema):
    commands: Annotated[list[CommandIn], Field(min_length=1, max_length=MOST)]


class Done(Schema):
    id: UUID
    status: Literal["done", "refused"]
    number: int | None = Field(None, description="of its event")
    type: str | None = None
    key: str | None = Field(None, description="join: the key to speak with from now on, for this phone alone")
    participant: Ref | None = None
    note: Ref | None = None
    phase: Ref | None = None
    group: Ref | None = None
    late: bool | None = Field(None, description="a note that waits for the facilitator")
    rule: str | None = None
    detail: str | None = Field(None, description="why it was refused, in the caller's language")
    would_pass: str | None = None


class Results(Schema):
    results: list[Done]


class AllRefused(ProblemOut):
    results: list[Done] | None = None


class EventOut(Schema):
    """More fields by type: note, phase, group, text where everybody may read it."""

    model_config = {"extra": "allow"}
    number: int = Field(description="1, 2, 3 … without gaps")
    type: str
    at: Moment
    id: UUID | None = Field(None, description="the command that it came of")


class EventsOut(Schema):
    items: list[EventOut]
    next: str | None = Field(description="always null: go on with after= the last number")
    number: int = Field(description="of the newest event there is")


State = dict[str, JsonValue]
NAMES: dict[str, Any] = {"hub": "our-hub", "question": "เมืองเราควรเริ่มจากอะไร"}
MADE = {"code": "q7h2mc4x", **NAMES, "link": "https://hub.example.org/b/q7h2mc4x/", "phases": 5}
ASKED = {"commands": [{"id": "7b9f2c1e-5a50-4d2f-9a42-0b9f4f1c2d3e", "type": "join", "sector": "citizen"}]}
JOINED = {
    "results": [
        {
            "id": "7b9f2c1e-5a50-4d2f-9a42-0b9f4f1c2d3e",
            "status": "done",
            "number": 1,
            "type": "joined",
            "key": "in_4f1c…",
            "participant": "n5t8w2kd",
        }
    ]
}
EVENT = {
    "number": 2,
    "type": "noted",
    "at": "2026-11-22T10:00:00+00:00",
    "id": "0c7e…",
    "note": "x4k8m2pq",
    "phase": "t6w3n9bc",
    "late": False,
}
EVENTS = {"items": [EVENT], "next": None, "number": 2}
