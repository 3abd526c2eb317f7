"""Templates: the house's own, and what a hub makes of them."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions import templates
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.actions.templates import Wish
from smarthub.brainstorms.models import Phase, Template
from smarthub.brainstorms.queries.templates import choices_of, houses_own, removed_of, steps_of, template_of
from smarthub.brainstorms.rules.keep import MOST_STEPS, why_not_keep_step, why_not_name
from smarthub.brainstorms.rules.lead import why_not_step
from smarthub.brainstorms.rules.templates import TEMPLATES
from smarthub.brainstorms.testing import make_session
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub


def test_all_that_the_article_and_the_anchors_ask_for_is_there():
    wanted = {
        *("brainwriting", "crazy-8s", "scamper", "six-hats", "swot", "how-might-we", "affinity", "impact-effort"),
        *("opinions", "smart-city", "decide", "meeting", "pairs", "free"),
    }
    assert set(TEMPLATES) == wanted


def test_each_step_of_the_house_can_be_kept():
    for template in TEMPLATES.values():
        for step in template.steps:
            lanes = [str(lane) for lane in step.lanes]
            assert why_not_step(step.kind, step.visibility, seconds=step.seconds, dots=step.dots, lanes=lanes) is None
            assert len(str(step.title)) <= 120
            assert len(str(step.prompt)) <= 500


def test_the_workshop_takes_two_hours_over_seven_domains():
    workshop = TEMPLATES["smart-city"]
    assert workshop.minutes == 120
    assert [len(step.lanes) for step in workshop.steps if step.lanes] == [7]


def test_six_rounds_of_three_ideas_are_passed_on():
    rounds = [step for step in TEMPLATES["brainwriting"].steps if step.kind == "write"]
    assert [step.quota for step in rounds] == [3] * 6
    assert [step.visibility for step in rounds] == ["hidden", *["passed"] * 5]


def test_a_template_has_a_name_of_its_own():
    assert why_not_name("", others=frozenset()).code == "no-template-name"
    assert why_not_name("x" * 121, others=frozenset()).code == "too-long"
    assert why_not_name("A", others=frozenset({"A"})).code == "template-name-taken"
    assert why_not_name("A", others=frozenset()) is None


def test_a_template_has_an_end():
    assert why_not_keep_step(MOST_STEPS, "write", "open", seconds=0, dots=0, lanes=[]).code == "too-many-steps"


@pytest.fixture
def hub(db):
    return make_hub()


@pytest.fixture
def by(db):
    return make_person()


def titles(template) -> list[str]:
    return list(template.steps.values_list("title", flat=True))


def test_a_hub_copies_a_template_and_makes_it_its_own(hub, by):
    ours = templates.copy(hub, "meeting", title=" Ours ", by=by, now=NINE)
    first, second, third = ours.steps.all()
    templates.change_step(second, Wish(kind="dots", title="Three dots", dots=3), by=by, now=NINE)
    templates.move_step(third, earlier=True, by=by, now=NINE)
    templates.move_step(third, earlier=False, by=by, now=NINE)
    templates.move_step(third, earlier=False, by=by, now=NINE)
    templates.move_step(first, earlier=True, by=by, now=NINE)
    templates.remove_step(first, by=by, now=NINE)
    templates.remove_step(first, by=by, now=NINE)
    added = templates.add_step(ours, Wish(kind="write", lanes=("a", " ", "b")), by=by, now=NINE)
    assert titles(ours) == ["Three dots", str(third.title), str(Phase.Kind.WRITE.label)]
    assert added.lanes == ["a", "b"]
    session = open_session(hub, question="Why?", template=ours.ref, by=by, now=NINE)
    assert list(session.phases.values_list("kind", "dots")) == [("dots", 3), ("act", 0), ("write", 0)]
    again = templates.copy(hub, ours.ref, title="Theirs", by=by, now=NINE)
    assert titles(again) == titles(ours)


def test_a_wrong_step_is_refused_and_nothing_changes(hub, by):
    ours = templates.copy(hub, "meeting", title="Ours", by=by, now=NINE)
    with pytest.raises(Refused):
        templates.add_step(ours, Wish(kind="dance"), by=by, now=NINE)
    with pytest.raises(Refused):
        templates.copy(hub, "nothing", title="Theirs", by=by, now=NINE)
    with pytest.raises(Refused):
        templates.copy(hub, "meeting", title="Ours", by=by, now=NINE)
    assert Template.objects.get().steps.count() == 3


def test_a_template_is_renamed_removed_and_put_back(hub, by):
    ours = templates.copy(hub, "meeting", title="Ours", by=by, now=NINE)
    templates.rename(ours, title="Ours", by=by, now=NINE)
    templates.rename(ours, title="Monday", by=by, now=NINE)
    templates.remove(ours, by=by, now=NINE)
    templates.remove(ours, by=by, now=NINE)
    assert choices_of(hub) == houses_own()
    assert list(removed_of(hub)) == [ours]
    assert steps_of(hub, ours.ref) is None
    with pytest.raises(Refused):
        templates.rename(ours, title="Friday", by=by, now=NINE)
    other = templates.copy(hub, "meeting", title="Monday", by=by, now=NINE)
    with pytest.raises(Refused):
        templates.put_back(ours, by=by, now=NINE)
    templates.remove(other, by=by, now=NINE)
    templates.put_back(ours, by=by, now=NINE)
    templates.put_back(ours, by=by, now=NINE)
    assert choices_of(hub)[0].title == "Monday"


def test_a_session_is_kept_for_the_next_time(hub, by):
    session = make_session(hub, person=by, template="swot")
    ours = templates.keep(session, title="Again", by=by, now=NINE)
    assert titles(ours) == list(session.phases.values_list("title", flat=True))


def test_another_hubs_template_is_not_here(hub, by):
    ours = templates.copy(hub, "meeting", title="Ours", by=by, now=NINE)
    other = make_hub("other")
    assert template_of(other, ours.ref) is None
    with pytest.raises(Refused):
        open_session(other, question="Why?", template=ours.ref, by=by, now=NINE)
