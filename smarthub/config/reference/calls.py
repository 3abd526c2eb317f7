"""The calls of the API from its own description."""

from collections.abc import Iterator
from typing import Any

from smarthub.config.api import api
from smarthub.config.reference.markdown import table
from smarthub.kit.api.problems import DETAILS, KINDS


def page() -> str:
    problems = [
        (str(status), f"`{code}`", str(title), str(DETAILS.get(code, ""))) for code, (status, title) in KINDS.items()
    ]
    return "\n".join(
        [
            "# Calls of the API\n",
            "A running house shows each call with examples at `/api/v1/docs` and describes itself at "
            "`/api/v1/openapi.json`. [How to use it](../how-to/api.md).\n",
            table(("call", "token", "does", "answers"), rows()),
            "## Problems\n",
            "Every answer from 400 on is `application/problem+json` (RFC 9457) with `code`, `title` and `detail` in the "
            "caller's language. A refused rule names itself in `rule`: [all refusals](refusals.md).\n",
            table(("status", "code", "title", "detail"), problems),
        ]
    )


def rows() -> Iterator[tuple[str, str, str, str]]:
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, call in methods.items():
            yield (
                f"`{method.upper()} {path}`",
                token(call),
                does(call),
                ", ".join(sorted(map(str, call["responses"]))),
            )


def token(call: dict[str, Any]) -> str:
    return "needed" if "security" in call else ""


def does(call: dict[str, Any]) -> str:
    about = " ".join(call.get("description", "").split())
    return f"{call['summary']}. {about}".strip()
