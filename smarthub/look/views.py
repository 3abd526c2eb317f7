"""The look's own doors: theme, app manifest, service worker, offline page, the gallery."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from smarthub.look import shell, words
from smarthub.look.context import THEMES
from smarthub.look.gallery import gallery_context

YEAR = 365 * 24 * 3600


@csrf_exempt  # it only chooses light or dark, and a page that has no form of its own needs no CSRF cookie for it
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or auto, and go back to where the choice was made."""
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@require_safe
@cache_control(max_age=24 * 3600, public=True)
def app_manifest(request: HttpRequest, language: str = "th") -> HttpResponse:
    """What a phone shows when Smart Hub is put on its first screen."""
    with translation.override(language):
        content = {
            "name": import_string(settings.APP_NAME)(),
            "short_name": _("Smart Hub"),
            "description": _("Book a seat or a room, meet people, and think together."),
            "lang": language,
            "dir": "ltr",
            "id": "/",
            "start_url": "/" if language == "th" else f"/{language}/",
            "scope": "/",
            "display": "standalone",
            "background_color": shell.PAPER["light"],
            "theme_color": shell.PAPER["light"],
            "icons": [
                {"src": shell.asset("look/img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": shell.asset("look/img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": shell.asset("look/img/maskable-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
                {"src": shell.asset("look/img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
        }
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker that keeps the shell; switched off, it is one that clears up after itself and goes."""
    on = getattr(settings, "LOOK_SERVICE_WORKER", True)
    context = {
        "version": shell.shell_version(),
        "files": json.dumps(
            [*map(shell.asset, shell.SHELL), reverse("look:words", args=[words.version()]), reverse("look:offline")],
            indent=2,
        ),
    }
    name = "look/sw.js" if on else "look/sw_gone.js"
    return render(request, name, context, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(max_age=YEAR, public=True, immutable=True)
def whole_words(request: HttpRequest, version: str) -> HttpResponse:
    """The words a line may not break; the address changes with the list."""
    if version != words.version():
        raise Http404
    return HttpResponse(words.as_json(), content_type="application/json")


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page a phone shows without network, in both languages: it is kept before anybody asked in one."""
    return render(request, "look/offline.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, for those who build pages. `?lang=en` shows it in English."""
    if not (settings.DEBUG or settings.TESTING):
        raise Http404
    with translation.override(request.GET.get("lang", translation.get_language() or "th")):
        return render(request, "look/gallery.html", gallery_context(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without its proof: say what to do, in plain words."""
    return render(request, "403_csrf.html", {"reason": reason if settings.DEBUG else ""}, status=403)
