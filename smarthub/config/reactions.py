"""Who reacts to which fact: one table, in order, in the same transaction (kit/facts.py)."""

from smarthub.kit.facts import Reactions

REACTIONS: Reactions = {}
