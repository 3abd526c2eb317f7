"""Real conversations for the tests. They lie beside the repository, not in it; without them those tests are skipped."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from smarthub.brainstorms.rules.opinions.votes import Votes, gather
from smarthub.brainstorms.rules.polis_export import Export, read_export

BESIDE = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def folder(name: str) -> Path:
    """A folder of real data, or the test is skipped and says so."""
    found = BESIDE / name
    if not found.is_dir():
        pytest.skip(f"the real data “{name}” do not lie beside the repository")
    return found


def export(name: str) -> tuple[Export, dict[str, int]]:
    """A conversation of the open data, and Polis's group of each person who has one."""
    place = folder("polis-open-data") / name
    comments, votes = (Path(place / file).read_text(encoding="utf-8-sig") for file in ("comments.csv", "votes.csv"))
    with (place / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        groups = {row["participant"]: int(row["group-id"]) for row in csv.DictReader(file) if row["group-id"]}
    return read_export(comments, votes), groups


@dataclass(frozen=True, slots=True)
class Computed:
    """A conversation with all that Polis computed of it; `groups` one a person, -1 outside."""

    votes: Votes
    groups: list[int]
    k: int
    polis: dict[str, Any]


def computed(name: str) -> Computed:
    place = folder("polis-math") / name
    polis = json.loads((place / "math-pca2.json").read_text())
    cast = [
        (row.get("participant_id", row.get("pid")), row.get("statement_id", row.get("tid")), int(row["vote"]))
        for row in sorted(json.loads((place / "votes.json").read_text()), key=lambda row: float(row["modified"]))
    ]
    meta = set(polis["meta-tids"])
    votes = gather(
        cast,
        people=sorted({person for person, _, _ in cast}),
        statements=polis["tids"],
        rejected=set(polis["mod-out"]) - meta,
        meta=meta,
    )
    bases = dict(zip(polis["base-clusters"]["id"], polis["base-clusters"]["members"], strict=True))
    of = {p: group["id"] for group in polis["group-clusters"] for base in group["members"] for p in bases[base]}
    return Computed(votes, [of.get(person, -1) for person in votes.people], len(polis["group-clusters"]), polis)


def rand(one: Iterator[int] | list[int], other: Iterator[int] | list[int]) -> float:
    """Adjusted Rand index (Hubert, Arabie 1985): 1 the same grouping, 0 as alike as by chance."""
    first, second = (np.unique(list(labels), return_inverse=True)[1] for labels in (one, other))
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1)
    both, rows, columns, pairs = (
        (counts * (counts - 1) / 2).sum()
        for counts in (table, table.sum(axis=1), table.sum(axis=0), np.array([len(first)]))
    )
    by_chance = rows * columns / pairs
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else float((both - by_chance) / (most - by_chance))
