"""Sessions to begin with: steps as data, which hosts copy and change (models/template.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase

Text = str | Promise
Kind = Phase.Kind
HIDDEN, OPEN, PASSED = Phase.Visibility.HIDDEN, Phase.Visibility.OPEN, Phase.Visibility.PASSED
MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    kind: str
    title: Text
    prompt: Text = ""
    seconds: int = 0
    visibility: str = OPEN
    quota: int | None = None
    dots: int = 0
    may_stack: bool = True
    lanes: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Template:
    title: Text
    about: Text
    steps: Sequence[Step]

    @property
    def minutes(self) -> int:
        return round(sum(step.seconds for step in self.steps) / MINUTE)


def _write(title: Text, prompt: Text, minutes: int, *, visibility: str = HIDDEN, **more: object) -> Step:
    return Step(kind=Kind.WRITE, title=title, prompt=prompt, seconds=minutes * MINUTE, visibility=visibility, **more)  # type: ignore[arg-type]


def _group(minutes: int) -> Step:
    prompt = _("Everybody may move notes. Give each group a name that says it all.")
    return Step(kind=Kind.GROUP, title=_("Put together what belongs together"), prompt=prompt, seconds=minutes * MINUTE)


def _dots(minutes: int, dots: int = 5) -> Step:
    title = _("Five dots each") if dots == 5 else _("Three dots each")
    prompt = _("Give your dots to what matters most to you; several on one note if you like.")
    return Step(kind=Kind.DOTS, title=title, prompt=prompt, seconds=minutes * MINUTE, visibility=HIDDEN, dots=dots)


def _place(minutes: int) -> Step:
    prompt = _("For each note: how much would it change, how hard is it? Everybody places, all see the middle.")
    return Step(
        kind=Kind.PLACE, title=_("Impact and effort"), prompt=prompt, seconds=minutes * MINUTE, visibility=HIDDEN
    )


def _decide(minutes: int) -> Step:
    prompt = _("Say it in one sentence that somebody who was not here understands.")
    return Step(kind=Kind.DECIDE, title=_("What do we decide?"), prompt=prompt, seconds=minutes * MINUTE)


def _act(minutes: int) -> Step:
    prompt = _("One person, one thing, one day. What has no name beside it will not happen.")
    return Step(kind=Kind.ACT, title=_("Who does what by when?"), prompt=prompt, seconds=minutes * MINUTE)


def _review(minutes: int) -> Step:
    return Step(kind=Kind.ACT, title=_("What became of last time's actions?"), seconds=minutes * MINUTE)


_OPINIONS = Step(
    kind=Kind.OPINIONS,
    title=_("Do you agree?"),
    prompt=_("Say agree, disagree or pass to each sentence."),
    seconds=20 * MINUTE,
)
# The seven domains of Smart City Thailand, in depa's wording.
DOMAINS = (
    _("Smart Environment"),
    _("Smart Mobility"),
    _("Smart Living"),
    _("Smart People"),
    _("Smart Energy"),
    _("Smart Economy"),
    _("Smart Governance"),
)
_SCAMPER = (
    (_("Substitute"), _("What could be replaced: a material, a place, a person, a rule?")),
    (_("Combine"), _("What could be put together with something else?")),
    (_("Adapt"), _("What works elsewhere and could be fitted to us?")),
    (_("Modify"), _("What could be larger, smaller, faster, slower, more often?")),
    (_("Put to another use"), _("Who else could use it, and what for?")),
    (_("Eliminate"), _("What could be left out, and nobody would miss it?")),
    (_("Reverse"), _("What if it were the other way round, or in another order?")),
)
_HATS = (
    (_("White hat: facts"), _("What do we know for certain? What do we still have to find out?")),
    (_("Red hat: feelings"), _("What do you feel about it? No reasons needed.")),
    (_("Black hat: risks"), _("What could go wrong? What speaks against it?")),
    (_("Yellow hat: benefits"), _("What would be good about it, and for whom?")),
    (_("Green hat: new ideas"), _("What else could be done? Everything is allowed.")),
    (_("Blue hat: looking back"), _("What have we learnt? What is the next step?")),
)
_FIRST_ROUND = _("Three ideas in five minutes. Then your sheet goes to your neighbour.")
_NEXT_ROUND = _("Read what your neighbours wrote, and write three more: build on it or begin anew.")
FREE = "free"

TEMPLATES: Mapping[str, Template] = {
    FREE: Template(
        _("Write, group, vote"),
        _("The usual way: everybody writes in silence, then it is sorted, weighed and decided."),
        [_write(_("Silent writing"), _("One thought a note."), 10), _group(10), _dots(5), _decide(10), _act(10)],
    ),
    "smart-city": Template(
        _("Smart city workshop, two hours"),
        _("The seven domains, with government, companies, university and citizens at one table."),
        [
            _review(5),
            _write(
                _("What should change in our city?"),
                _("One idea a note, in the domain that it belongs to."),
                15,
                lanes=DOMAINS,
            ),
            _group(20),
            _OPINIONS,
            _dots(10),
            _place(10),
            _decide(20),
            _act(20),
        ],
    ),
    "how-might-we": Template(
        _("How might we …?"),
        _("Turns a complaint into questions, chooses one, and finds ideas for it."),
        [
            _write(_("How might we …?"), _("Begin each note with: how might we …"), 10),
            _group(10),
            _dots(5, 3),
            _write(_("Ideas for the question chosen"), _("One idea a note."), 10),
            _decide(10),
        ],
    ),
    "brainwriting": Template(
        _("Brainwriting 6-3-5"),
        _(
            "Six rounds of five minutes, three ideas each; sheets go round from neighbour to neighbour. Quiet people get their say."
        ),
        [
            _write(_("Round 1 of 6"), _FIRST_ROUND, 5, quota=3),
            *(
                _write(title, _NEXT_ROUND, 5, quota=3, visibility=PASSED)
                for title in (
                    _("Round 2 of 6"),
                    _("Round 3 of 6"),
                    _("Round 4 of 6"),
                    _("Round 5 of 6"),
                    _("Round 6 of 6"),
                )
            ),
            _group(10),
            _dots(5),
        ],
    ),
    "crazy-8s": Template(
        _("Crazy-8s: eight ideas in eight minutes"),
        _("One idea a minute, eight times. Too fast to be careful, and that is the point."),
        [
            *(_write(_("One idea in one minute"), _("The first that comes to mind."), 1, quota=1) for _n in range(8)),
            _dots(5),
        ],
    ),
    "scamper": Template(
        _("SCAMPER: seven questions to something that exists"),
        _("Takes a thing or a service apart with seven questions."),
        [*(_write(title, prompt, 4, visibility=OPEN) for title, prompt in _SCAMPER), _group(10), _dots(5)],
    ),
    "six-hats": Template(
        _("Six thinking hats"),
        _("All look at one matter from the same side at the same time: facts, feelings, risks, benefits, ideas."),
        [*(_write(title, prompt, 5, visibility=OPEN) for title, prompt in _HATS), _decide(10)],
    ),
    "swot": Template(
        _("SWOT"),
        _("Strengths, weaknesses, opportunities and threats, side by side."),
        [
            _write(
                _("Strengths, weaknesses, opportunities, threats"),
                _("One thought a note, in its lane."),
                15,
                lanes=(_("Strengths"), _("Weaknesses"), _("Opportunities"), _("Threats")),
            ),
            _group(10),
            _dots(5),
            _act(10),
        ],
    ),
    "affinity": Template(
        _("Affinity and dots"),
        _("For many notes: sort them into groups, then weigh the groups."),
        [_write(_("Silent writing"), _("One thought a note."), 10), _group(10), _dots(5)],
    ),
    "impact-effort": Template(
        _("Impact and effort"),
        _("Which idea changes much and costs little? Everybody places, all see where it stands."),
        [_write(_("Ideas"), _("One idea a note."), 10), _group(10), _place(10), _decide(10), _act(10)],
    ),
    "opinions": Template(
        _("Opinions"),
        _("Many people, many sentences: where do all agree, whoever they speak for?"),
        [_write(_("What do you think?"), _("One sentence a note."), 10), _OPINIONS, _decide(10)],
    ),
    "pairs": Template(
        _("Two by two"),
        _("Long lists in order: each compares two ideas at a time."),
        [
            _write(_("Ideas"), _("One idea a note."), 10),
            Step(kind=Kind.PAIRS, title=_("Which of the two?"), seconds=10 * MINUTE, visibility=HIDDEN),
            _decide(10),
        ],
    ),
    "decide": Template(
        _("Decide and share out"),
        _("What was agreed last time, what we decide today, who does what."),
        [_review(10), _decide(20), _act(15)],
    ),
    "meeting": Template(
        _("A meeting"),
        _("An agenda, decisions and who does what; no notes needed."),
        [Step(kind=Kind.TALK, title=_("Agenda")), _decide(0), _act(0)],
    ),
}
