"""The page about the API, written from its own description: no script, no content network."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from smarthub.config.api import api
from smarthub.kit.api.problems import DETAILS, KINDS


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """`?lang=en` or `?lang=th`, else the browser's language."""
    chosen = request.GET.get("lang", "")
    language = chosen if chosen in {"th", "en"} else translation.get_language_from_request(request)
    with translation.override(language):
        context = {
            "calls": calls(),
            "problems": [
                {"code": code, "status": status, "title": title, "detail": DETAILS.get(code, "")}
                for code, (status, title) in KINDS.items()
            ],
        }
        return render(request, "config/api_docs.html", context)


def calls() -> list[dict[str, Any]]:
    """Each call of the description, flat, for the template."""
    return [
        {
            "id": f"{method}{path.removeprefix('/api/v1')}".replace("/", "-").replace("{", "").replace("}", ""),
            "method": method.upper(),
            "path": path,
            "summary": call["summary"],
            "description": call.get("description", "").replace("`", ""),
            "parameters": [
                {"name": p["name"], "in": p["in"], "required": p["required"], "about": _about(p)}
                for p in call.get("parameters", [])
            ],
            "is_open": "security" not in call,
            "takes": _example(call.get("requestBody", {})),
            "gives": [
                {"status": status, "name": answer["description"], "example": _example(answer)}
                for status, answer in sorted(call["responses"].items())
            ],
        }
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, call in methods.items()
    ]


def _about(parameter: dict[str, Any]) -> str:
    kinds = (parameter["schema"], *parameter["schema"].get("anyOf", ()))
    return next(
        (str(p[key]) for key in ("description", "type") for p in (parameter, *kinds) if p.get(key)), ""
    ).replace("`", "")


def _example(part: dict[str, Any]) -> str:
    for content in part.get("content", {}).values():
        if example := content.get("example"):
            return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
    return ""
