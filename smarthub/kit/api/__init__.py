"""What every call of the API shares: problems, moments, lists in pages, POSTs that may be sent twice. No domain word."""

from smarthub.kit.api.door import Door
from smarthub.kit.api.pages import Cursor, Limit, listed, listed_rows
from smarthub.kit.api.posts import post
from smarthub.kit.api.problems import Answer, Invalid, Problem, answer, refused
from smarthub.kit.api.shapes import Empty, Moment, Money, Ref, Slug, Text, described, moment

__all__ = [
    "Answer",
    "Cursor",
    "Door",
    "Empty",
    "Invalid",
    "Limit",
    "Moment",
    "Money",
    "Problem",
    "Ref",
    "Slug",
    "Text",
    "answer",
    "described",
    "listed",
    "listed_rows",
    "moment",
    "post",
    "refused",
]
