from smarthub.brainstorms.models.log import Event
from smarthub.brainstorms.models.meeting import AgendaItem, Minutes
from smarthub.brainstorms.models.outcome import Action, Decision, Review, Weighing
from smarthub.brainstorms.models.phase import Phase
from smarthub.brainstorms.models.session import Facilitator, Participant, Session
from smarthub.brainstorms.models.template import Template, TemplateStep
from smarthub.brainstorms.models.thought import Group, Note, Thinking, Vote

__all__ = [
    "Action",
    "AgendaItem",
    "Decision",
    "Event",
    "Facilitator",
    "Group",
    "Minutes",
    "Note",
    "Participant",
    "Phase",
    "Review",
    "Session",
    "Template",
    "TemplateStep",
    "Thinking",
    "Vote",
    "Weighing",
]
