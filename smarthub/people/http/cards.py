"""The link that a card's QR holds. It is one of our own; it signs nobody in by itself: a kiosk takes its secret."""

import re

from django.conf import settings
from django.urls import reverse

_SECRET = re.compile(r"(?:^|/c/)([A-Za-z0-9_-]{24})/?$")


def link_of(secret: str) -> str:
    """https://hub.example.org/c/<secret>/, the whole address that the QR holds, the same in both languages."""
    return f"{settings.SMARTHUB_URL}{reverse('people:card', args=[secret])}".replace("/en/c/", "/c/")


def secret_in(scanned: str) -> str:
    """The card's secret in what a scanner read: our whole link, its path, or the bare secret; "" when there is none."""
    found = _SECRET.search(scanned.strip().partition("?")[0])
    return found[1] if found else ""
