from django.db import models
from django.utils.translation import gettext_lazy as _

from smarthub.people.models.person import Person


class Passkey(models.Model):
    """A key in a person's phone or computer that signs them in; only its public half is here."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="passkeys")
    name = models.CharField(_("name"), max_length=80)
    mark = models.CharField(max_length=64, unique=True)  # the hash of the credential's own long name
    public = models.BinaryField()  # WebAuthn's attested credential data: id and public key
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
