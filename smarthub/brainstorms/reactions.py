"""What rooms do about what has happened below."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Action
from smarthub.kit.rows import move
from smarthub.people.facts import PersonErased, PersonMerged


def forget_owner(fact: PersonErased) -> None:
    """The action stays, without the name of who took it on. What the room wrote in its own words nobody can find by
    a person; those who lead put it right.
    """
    theirs = Q(person=fact.person) | Q(owner=fact.person.name, session__facilitators__person=fact.person)
    keys = list(Action.objects.filter(theirs).values_list("pk", flat=True).distinct())
    Action.objects.filter(pk__in=keys).update(owner="", person=None)


def move_to_kept(fact: PersonMerged) -> None:
    """Rooms led, decisions and actions of two records of one person become one person's."""
    nouns = {"Facilitator.person": _("brainstorms"), "Action.person": _("things to do")}
    move("brainstorms", fact.gone, fact.kept, nouns=nouns, moved=fact.moved)
