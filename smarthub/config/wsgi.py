"""Django's WSGI application behind the static files, which are answered before any of Django runs."""

import os
from collections.abc import Iterator
from wsgiref.headers import Headers
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smarthub.config.settings")

HASHED = r"^.+\.[0-9a-f]{12}\..+$"  # a name that changes with the content may be kept for ever
HOUR = 60 * 60


class StaticFiles(WhiteNoise):  # type: ignore[misc]
    """The collected files; while developing and testing, each app's own, found anew each time."""

    def candidate_paths_for_url(self, url: str) -> Iterator[str]:
        if url.startswith(settings.STATIC_URL) and (path := finders.find(url[len(settings.STATIC_URL) :])):
            yield path


def static_files_before(pages: WSGIApplication) -> WSGIApplication:
    live = settings.DEBUG or settings.TESTING
    served = StaticFiles(
        pages,
        autorefresh=live,
        max_age=0 if live else HOUR,
        immutable_file_test=HASHED,
        allow_all_origins=False,
        add_headers_function=no_guessing,
    )
    if not live:
        served.add_files(str(settings.STATIC_ROOT), prefix=settings.STATIC_URL)
    return served


def no_guessing(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


application = static_files_before(get_wsgi_application())
