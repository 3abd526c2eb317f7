"""The address of a one-time link."""

from django.conf import settings
from django.urls import reverse


def address_of(secret: str) -> str:
    """Whole, to be handed to the person whom it lets in."""
    return f"{settings.SMARTHUB_URL}{reverse('people:link', args=[secret])}"
