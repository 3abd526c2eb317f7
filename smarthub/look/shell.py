"""What every page's head holds, written once for each language and kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from smarthub.look import words

STYLES = ("tokens", "base", "shell", "controls", "parts")
SCRIPTS = ("page", "controls")
LIGHT = ("tokens", "base", "controls")  # for a page that may weigh little and brings the rest itself
THAI = (
    "vendor/fonts/hub-thai-400.woff2",
    "vendor/fonts/hub-thai-600.woff2",
)
LATIN = (
    "vendor/fonts/hub-basic-latin-400.woff2",
    "vendor/fonts/hub-marks-600.woff2",
    "vendor/fonts/hub-basic-latin-600.woff2",
)
FIRST_FONTS = {"th": (*THAI, *LATIN), "en": LATIN}
PAPER = {"light": "#fbf6ed", "dark": "#1c1613"}
HTMX = '{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"scrollIntoViewOnBoost":false}'

# What the service worker keeps: only what a page without network is drawn with, and what every page loads anyway.
SHELL = (
    *(f"look/css/{name}.css" for name in STYLES),
    "look/css/print.css",
    *(f"look/js/{name}.js" for name in SCRIPTS),
    *THAI,
    *LATIN,
    "look/img/mark.svg",
    "look/img/frieze.svg",
    "vendor/icons.svg",
)


@dataclass(frozen=True)
class NavItem:
    """One way through the house; five at most, so that a phone's bar holds them."""

    url: str
    name: str
    icon: str
    current: bool = False


@lru_cache(maxsize=256)
def asset(path: str) -> str:
    """The address of a static file; a file unknown to the manifest is named plainly, so that an error page still stands."""
    try:
        return static(path)
    except ValueError:
        return settings.STATIC_URL + path


@lru_cache(maxsize=8)
def head(language: str, theme: str, *, light: bool = False) -> SafeString:
    """Style, fonts, icons, manifest and modules of every page; a light one gets the styles of LIGHT and no module."""
    colours = [(PAPER[theme], "")] if theme in PAPER else [(PAPER[s], f"(prefers-color-scheme: {s})") for s in PAPER]
    styles = format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((asset(f"look/css/{name}.css"),) for name in (LIGHT if light else STYLES)),
    )
    fonts = format_html_join(
        "",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        # A light page in Thai waits for no bold Latin letter: most have none.
        ((asset(path),) for path in FIRST_FONTS.get(language, LATIN)[: 4 if light else None]),
    )
    lines = [
        format_html_join(
            "", '<meta name="theme-color" content="{}" media="{}">', ((c, m or "all") for c, m in colours)
        ),
        fonts,
        styles,
        format_html('<link rel="icon" href="{}" type="image/svg+xml">', asset("look/img/mark.svg")),
        format_html('<link rel="apple-touch-icon" href="{}">', asset("look/img/icon-180.png")),
        format_html('<link rel="manifest" href="/manifest{}.webmanifest">', "" if language == "th" else f".{language}"),
    ]
    if not light:
        lines += [
            format_html('<meta name="htmx-config" content="{}">', HTMX),
            format_html('<meta name="look-words" content="{}">', f"/look/words-{words.version()}.json"),
            format_html('<link rel="stylesheet" href="{}" media="print">', asset("look/css/print.css")),
            format_html_join(
                "", '<script type="module" src="{}"></script>', ((asset(f"look/js/{n}.js"),) for n in SCRIPTS)
            ),
        ]
    return format_html_join("\n", "{}", ((line,) for line in lines))


@lru_cache(maxsize=1)
def shell_version() -> str:
    """A fingerprint of everything the service worker keeps: any change makes a new worker."""
    print_ = hashlib.sha256()
    for path in SHELL:
        print_.update(asset(path).encode())
        found = finders.find(path)
        if isinstance(found, str):
            with open(found, "rb") as file:
                print_.update(file.read())
    return print_.hexdigest()[:16]
