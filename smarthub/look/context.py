"""What the shell needs of a request: nothing here touches the database."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("auto", "light", "dark")


def other_address(path: str, language: str) -> str:
    """The same page in the other language: Thai has no prefix, English stands under /en/."""
    if language == "en":
        return path.removeprefix("/en") or "/" if path.startswith("/en/") else path
    return f"/en{path}"


def shell(request: HttpRequest) -> dict[str, object]:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    theme = request.COOKIES.get("theme", "auto")
    return {
        "language": language,
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "other_language": "th" if language == "en" else "en",
        "other_address": other_address(request.get_full_path(), language),
        "home_address": "/en/" if language == "en" else "/",
        "site_name": getattr(settings, "SITE_NAME", "Smart Hub"),
    }
