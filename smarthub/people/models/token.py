from datetime import datetime

from django.db import models

from smarthub.people.models.person import Person


class ApiToken(models.Model):
    """A program's key to act for a person: shown once, kept as a hash, scoped and expiring."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200, default="all")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    per_second = models.PositiveIntegerField(default=600)

    @property
    def mark(self) -> str:
        """Names the key on pages; nothing opens with it."""
        return self.hash[:16]

    def allows(self, scope: str) -> bool:
        return "all" in (scopes := self.scopes.split(",")) or scope in scopes

    def is_good(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
