"""All settings, read from the environment in one place. A wrong value stops the start with one sentence."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from smarthub.config.address import last_address
from smarthub.config.due import DUE as DUE

ROOT = Path(__file__).resolve().parent.parent.parent

# Read by libraries when they are first imported. A computation takes one core, so that pages keep the others; no folder
# is made in the home of whoever runs the house; the language model's threads sleep while they wait.
for _name, _value in {"OPENBLAS_NUM_THREADS": "1", "PYTHAINLP_READ_ONLY": "1", "OMP_WAIT_POLICY": "passive"}.items():
    os.environ.setdefault(_name, _value)


class WrongSetting(SystemExit):
    """Stops the start; its text is one sentence that says what to change."""


def _env(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _whole_number(name: str, default: int, low: int, high: int) -> int:
    text = _env(name, str(default))
    if not text.isdecimal() or not low <= int(text) <= high:
        raise WrongSetting(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def _one_of(name: str, words: tuple[str, ...]) -> str:
    """The first word is what holds where nothing is said."""
    text = _env(name, words[0])
    if text not in words:
        raise WrongSetting(f"{name} must be {' or '.join(words)}, not {text!r}.")
    return text


def _switch(name: str, *, default: bool) -> bool:
    text = _env(name, "1" if default else "0").lower()
    if text not in {"0", "1", "true", "false", "yes", "no"}:
        raise WrongSetting(f"{name} must be 1 or 0, not {text!r}.")
    return text in {"1", "true", "yes"}


def _split(url: str) -> SplitResult:
    """A URL in parts; one that cannot be read, or with an impossible port, is empty."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def _data_folder() -> Path:
    folder = Path(_env("SMARTHUB_DATA", str(ROOT / "data"))).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise WrongSetting(f"SMARTHUB_DATA names a folder that cannot be made: {folder} ({error.strerror}).") from error
    if not os.access(folder, os.W_OK):
        raise WrongSetting(f"SMARTHUB_DATA names a folder that cannot be written: {folder}.")
    return folder


def _secret_key(folder: Path) -> str:
    if key := _env("SMARTHUB_SECRET_KEY"):
        if len(key) < 32:
            raise WrongSetting("SMARTHUB_SECRET_KEY must have at least 32 characters.")
        return key
    kept = folder / "secret_key"
    if not kept.exists():
        fresh = folder / f".secret_key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, kept)  # only one of several processes starting at once wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return kept.read_text().strip()


def _database(url: str, folder: Path) -> dict[str, Any]:
    if not url:
        url = f"sqlite:///{folder / 'smarthub.sqlite3'}"
    parts = _split(url)
    if parts.scheme == "sqlite" and parts.path.strip("/") and not parts.netloc:
        name = unquote(parts.path)
        return {
            "ENGINE": "smarthub.kit.sqlite",
            "NAME": name[1:] if name.startswith("//") else name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: a booking that was answered survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; "
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        if not parts.path.strip("/"):
            raise WrongSetting(
                "DATABASE_URL must end in the name of a database, as in postgresql://user:password@host/name."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}},
        }
    raise WrongSetting("DATABASE_URL must look like sqlite:////path/to/file or postgresql://user:password@host/name.")


def _email(url: str) -> dict[str, Any]:
    """EMAIL_URL: smtp://user:password@host:587 (STARTTLS), smtps://…:465, or empty: no mail leaves the house."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = _split(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting("EMAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def _address(url: str) -> str:
    parts = _split(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongSetting("SMARTHUB_URL must be the public address, as in https://hub.example.org.")
    return url.rstrip("/")


DEBUG = _switch("SMARTHUB_DEBUG", default=False)
TESTING = "pytest" in sys.modules
DATA = _data_folder()
SECRET_KEY = _secret_key(DATA)
PORT = _whole_number("PORT", 8000, 1, 65535)
HOST = _env("HOST", "127.0.0.1")
WEB_CONCURRENCY = _whole_number("WEB_CONCURRENCY", min(2, os.cpu_count() or 1), 1, 64)
_OWN = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(HOST, f"[{HOST}]" if ":" in HOST else HOST)  # noqa: S104
SMARTHUB_URL = _address(_env("SMARTHUB_URL") or last_address(DATA) or f"http://{_OWN}:{PORT}")
HTTPS = SMARTHUB_URL.startswith("https://")
FIRST_HUB = _one_of("SMARTHUB_FIRST_HUB", ("udon-smart-hub", "none"))
EMAIL_URL = _env("EMAIL_URL")
globals().update(_email(EMAIL_URL))
DEFAULT_FROM_EMAIL = _env("SMARTHUB_FROM", f"Smart Hub <no-reply@{urlsplit(SMARTHUB_URL).hostname}>")

# The hub's tablets and phones may reach the house under any of its names; links are made from SMARTHUB_URL.
ALLOWED_HOSTS = ["*"] if not HTTPS else [str(urlsplit(SMARTHUB_URL).hostname), "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [SMARTHUB_URL]

DATABASES = {"default": _database(_env("DATABASE_URL"), DATA)}
SQLITE = DATABASES["default"]["ENGINE"] == "smarthub.kit.sqlite"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "smarthub.kit",
    "smarthub.look",
    "smarthub.journal",
    "smarthub.people",
    "smarthub.notices",
    "smarthub.places",
    "smarthub.partners",
    "smarthub.bookings",
    "smarthub.brainstorms",
    "smarthub.frontdoor",
    "smarthub.config",
    # After ours: of two Thai texts for one English one, that of the earlier app is shown.
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "smarthub.look.middleware.SafetyHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smarthub.people.http.DenyByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "smarthub.look.middleware.NoNul",
]

ROOT_URLCONF = "smarthub.config.urls"
WSGI_APPLICATION = "smarthub.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "smarthub.look.context.shell",
                "smarthub.frontdoor.panels.ways",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

# The tables and lists by which lower floors reach upper ones (kit finds them by these paths).
REACTIONS = "smarthub.config.reactions.REACTIONS"
PANELS = "smarthub.config.panels.PANELS"
LISTS = "smarthub.config.imports"
APP_NAME = "smarthub.frontdoor.queries.app_name"
MINE = "smarthub.config.mine.MINE"
TIES = "smarthub.config.ties.TIES"
PUBLIC = "smarthub.config.public.PUBLIC"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "frontdoor:me"
# Sign-in by a code in an e-mail: people/http/sign_in.py. How often, we count ourselves, over all processes.
ACCOUNT_ADAPTER = "smarthub.people.http.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code has proved it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "smarthub.look.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Language and time
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# Files
STATIC_URL, STATIC_ROOT = "/static/", DATA / "static"
_COLLECTED = "smarthub.config.storage.StaticFiles"
_FOUND = "django.contrib.staticfiles.storage.StaticFilesStorage"  # while developing and testing nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _FOUND if DEBUG or TESTING else _COLLECTED},
}
MEDIA_URL, MEDIA_ROOT = "/media/", DATA / "media"

# Safety
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# The door (config/asgi.py) holds every path to 10 MB before Django is asked, and an import to what is promised for it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 52 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"quiet": {"()": "smarthub.config.logs.Quiet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
# HTTPS is the front proxy's where there is one; frames are forbidden by the policy in SafetyHeaders (frame-ancestors).
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W004", "security.W008"]
