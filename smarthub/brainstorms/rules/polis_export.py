"""Reading what Polis exports: comments.csv and votes.csv, of any year. In these files agree is 1 and disagree is -1."""

import csv
import io
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from sys import intern
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.rules.opinions.votes import AGREE, DISAGREE, PASS, Votes, gather
from smarthub.kit.refusals import Refusal

MOST_BYTES = 50 * 1000 * 1000
REJECTED = "-1"  # 1 accepted, 0 not looked at yet
_CHOICES = {"1": AGREE, "-1": DISAGREE, "0": PASS}
_TRUE = {"true", "t", "1", "yes"}
_LONGEST_CELL = 1_000_000


class NotAnExport(ValueError):
    """The files cannot be read as an export; the refusal says which line and why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that people voted on. `author` is the participant's name in the export, "" when it is not there."""

    name: str
    text: str
    author: str = ""
    is_rejected: bool = False
    is_meta: bool = False
    is_seed: bool = False


class Vote(NamedTuple):
    """One vote; `at` is in milliseconds since 1970, 0 when the file has no times."""

    person: str
    statement: str
    choice: int
    at: int


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation as exported. Votes are in the order of their times: of a changed vote the last one counts."""

    statements: tuple[Statement, ...]
    votes: tuple[Vote, ...]

    def as_votes(self) -> Votes:
        """The matrix; people and statements in the order of their numbers."""
        return gather(
            ((vote.person, vote.statement, vote.choice) for vote in self.votes),
            people=sorted({vote.person for vote in self.votes}, key=_by_number),
            statements=[statement.name for statement in self.statements],
            rejected=[statement.name for statement in self.statements if statement.is_rejected],
            meta=[statement.name for statement in self.statements if statement.is_meta],
        )


def read_export(comments_csv: str, votes_csv: str) -> Export:
    """Raises NotAnExport. A statement that has votes but no line in comments.csv is there without a text."""
    statements = {row.name: row for row in _statements(comments_csv)}
    votes = sorted(_votes(votes_csv), key=attrgetter("at"))
    for vote in votes:
        if vote.statement not in statements:
            statements[vote.statement] = Statement(vote.statement, "")
    ordered = sorted(statements.values(), key=lambda statement: _by_number(statement.name))
    return Export(tuple(ordered), tuple(votes))


def _statements(text: str) -> Iterator[Statement]:
    for _line, row in _rows(text, "comments.csv", {"comment-id": ("comment-id", "tid", "statement-id", "comment_id")}):
        yield Statement(
            name=row["comment-id"],
            text=row.get("comment-body", row.get("txt", "")),
            author=row.get("author-id", ""),
            is_rejected=row.get("moderated", "") == REJECTED,
            is_meta=row.get("is-meta", "").lower() in _TRUE,
            is_seed=row.get("is-seed", "").lower() in _TRUE,
        )


def _votes(text: str) -> Iterator[Vote]:
    needed = {
        "comment-id": ("comment-id", "tid", "statement-id", "comment_id"),
        "voter-id": ("voter-id", "pid", "participant-id", "participant", "voter_id"),
        "vote": ("vote",),
    }
    for line, row in _rows(text, "votes.csv", needed):
        if row["vote"] == "":
            continue
        choice = _CHOICES.get(row["vote"].removesuffix(".0").removeprefix("+"))
        if choice is None:
            raise NotAnExport(
                Refusal(
                    "wrong-vote",
                    _("votes.csv, line {line}: a vote is 1 (agree), -1 (disagree) or 0 (pass), not “{found}”."),
                    line=line,
                    found=row["vote"][:20],
                )
            )
        yield Vote(intern(row["voter-id"]), intern(row["comment-id"]), choice, _moment(row.get("timestamp", "")))


def _rows(text: str, name: str, needed: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by heading). Needed headings go by their first name; lines without a person or statement are left."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\0", ""), newline=""))
    try:
        headings = [cell.strip().lower() for cell in next(reader, [])]
        for wanted, names in needed.items():
            found = next((other for other in names if other in headings), None)
            if found is None:
                raise NotAnExport(
                    Refusal(
                        "no-column",
                        _("{file} has no column “{column}”."),
                        would_pass=_("Send comments.csv and votes.csv as Polis exports them."),
                        file=name,
                        column=wanted,
                    )
                )
            headings[headings.index(found)] = wanted
        for cells in reader:
            row = dict(zip(headings, (cell.strip() for cell in cells), strict=False))
            if all(row.get(wanted, "") or wanted == "vote" for wanted in needed):
                row.setdefault("vote", "")
                yield reader.line_num, row
    except csv.Error as error:
        raise NotAnExport(
            Refusal("not-csv", _("{file} cannot be read as CSV: line {line}."), file=name, line=reader.line_num)
        ) from error


def _moment(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        try:
            return int(float(text))
        except (ValueError, OverflowError):
            return 0


def _by_number(name: Hashable) -> tuple[int, int, str]:
    """Numbers by value and before other names."""
    name = str(name)
    return (0, int(name), "") if name.isascii() and name.isdigit() and len(name) < 19 else (1, 0, name)
