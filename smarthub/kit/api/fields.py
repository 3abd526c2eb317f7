"""What is wrong with a field, said to people: pydantic's codes as sentences in the caller's language."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smarthub.kit.words import say

WRONG = _("This is not understood.")
SENTENCES: dict[str, str | Promise] = {
    "missing": _("This is missing."),
    "naive-time": _("Give the time with its offset, for example 2026-11-23T10:00:00+07:00."),
    "not-a-time": _("Write the time as in 2026-11-23T10:00:00+07:00."),
    "nul": _("A text cannot contain this character."),
    "int_type": _("Give a whole number."),
    "int_parsing": _("Give a whole number."),
    "int_from_float": _("Give a whole number."),
    "greater_than_equal": _("At least {ge}."),
    "less_than_equal": _("At most {le}."),
    "string_type": _("Give a text."),
    "string_too_long": _("At most {max_length} characters."),
    "string_too_short": _("At least {min_length} characters."),
    "string_pattern_mismatch": _("This is not a reference of ours."),
    "literal_error": _("One of: {expected}."),
    "list_type": _("Give a list."),
    "too_short": _("At least {min_length} of them."),
    "too_long": _("At most {max_length} of them."),
    "model_attributes_type": _("Give an object."),
    "model_type": _("Give an object."),
}


def wrong_fields(errors: list[dict[str, Any]]) -> dict[str, str]:
    """{field: sentence}, out of what pydantic found; the first thing said about a field stands."""
    found: dict[str, str] = {}
    for error in errors:
        # ("body", "<the function's name for it>", "spaces", 0) -> spaces.0
        where = [str(part) for part in error["loc"]]
        name = ".".join(where[2:] if where[0] == "body" else where[1:]) or where[0]
        found.setdefault(name, say(SENTENCES.get(_kind(error), WRONG), error.get("ctx", {})))
    return found


def _kind(error: dict[str, Any]) -> str:
    """A text that was looked at before (shapes.Text) is a "Value" to pydantic, which would count its signs as items."""
    kind = str(error["type"])
    is_text = kind in {"too_long", "too_short"} and error.get("ctx", {}).get("field_type") == "Value"
    return f"string_{kind}" if is_text else kind
