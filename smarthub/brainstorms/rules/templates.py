"""Sessions to begin with: steps as data, which hosts copy and change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase

Kind, HIDDEN, OPEN = Phase.Kind, Phase.Visibility.HIDDEN, Phase.Visibility.OPEN
MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    kind: str
    title: str | Promise
    prompt: str | Promise = ""
    seconds: int = 0
    visibility: str = OPEN
    quota: int | None = None
    dots: int = 0
    may_stack: bool = True
    lanes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Template:
    title: str | Promise
    steps: Sequence[Step]


def _write(title: str | Promise, prompt: str | Promise, minutes: int, **more: object) -> Step:
    return Step(kind=Kind.WRITE, title=title, prompt=prompt, seconds=minutes * MINUTE, visibility=HIDDEN, **more)  # type: ignore[arg-type]


_GROUP = Step(kind=Kind.GROUP, title=_("Put together what belongs together"), seconds=10 * MINUTE)
_DOTS = Step(kind=Kind.DOTS, title=_("Five dots each"), seconds=5 * MINUTE, visibility=HIDDEN, dots=5)
_DECIDE = Step(kind=Kind.DECIDE, title=_("What do we decide?"), seconds=10 * MINUTE)
_ACT = Step(kind=Kind.ACT, title=_("Who does what until when?"), seconds=10 * MINUTE)
_OPINIONS = Step(
    kind=Kind.OPINIONS,
    title=_("Do you agree?"),
    prompt=_("Say agree, disagree or pass to each sentence."),
    seconds=20 * MINUTE,
)
DOMAINS = ("environment", "economy", "mobility", "energy", "people", "living", "governance")
FREE = "free"

TEMPLATES: Mapping[str, Template] = {
    FREE: Template(_("Write, group, vote"), [_write(_("Silent writing"), "", 10), _GROUP, _DOTS, _DECIDE, _ACT]),
    "smart-city": Template(
        _("Smart city workshop, two hours"),
        [
            Step(kind=Kind.ACT, title=_("What became of last time's actions?"), seconds=5 * MINUTE),
            _write(
                _("What should change in our city?"),
                _("One idea a note, in the domain that it belongs to."),
                15,
                lanes=DOMAINS,
            ),
            Step(kind=Kind.GROUP, title=_("Put together what belongs together"), seconds=20 * MINUTE),
            _OPINIONS,
            Step(kind=Kind.DOTS, title=_("Five dots each"), seconds=10 * MINUTE, visibility=HIDDEN, dots=5),
            Step(kind=Kind.PLACE, title=_("Impact and effort"), seconds=10 * MINUTE, visibility=HIDDEN),
            Step(kind=Kind.DECIDE, title=_("What do we decide?"), seconds=20 * MINUTE),
            Step(kind=Kind.ACT, title=_("Who does what until when?"), seconds=20 * MINUTE),
        ],
    ),
    "swot": Template(
        _("SWOT"),
        [
            _write(
                _("Strengths, weaknesses, opportunities, threats"),
                _("One thought a note, in its lane."),
                15,
                lanes=("strengths", "weaknesses", "opportunities", "threats"),
            ),
            _GROUP,
            _DOTS,
            _ACT,
        ],
    ),
    "how-might-we": Template(
        _("How might we …?"),
        [
            _write(_("How might we …?"), _("Begin each note with: how might we …"), 10),
            _GROUP,
            Step(kind=Kind.DOTS, title=_("Three dots each"), seconds=5 * MINUTE, visibility=HIDDEN, dots=3),
            _write(_("Ideas for the question chosen"), "", 10),
            _DECIDE,
        ],
    ),
    "affinity": Template(
        _("Affinity and dots"),
        [_write(_("Silent writing"), _("One thought a note."), 10), _GROUP, _DOTS],
    ),
    "crazy-8s": Template(
        _("Crazy-8s: eight ideas in eight minutes"),
        [*(_write(_("One idea in one minute"), "", 1, quota=1) for _n in range(8)), _DOTS],
    ),
    "opinions": Template(
        _("Opinions"), [_write(_("What do you think?"), _("One sentence a note."), 10), _OPINIONS, _DECIDE]
    ),
    "meeting": Template(_("A meeting"), [Step(kind=Kind.TALK, title=_("Agenda")), _DECIDE, _ACT]),
}
