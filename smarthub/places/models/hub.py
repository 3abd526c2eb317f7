from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.kit.codes import CodeField
from smarthub.places.models.province import Province, in_language


class Hub(models.Model):
    """A co-working space. Its texts are written by its hosts, in Thai, in English or in both.

    `edition` is drawn anew at every change of what the place is or what holds there (hours, spaces, policies, rates):
    whoever keeps a picture of it knows by that mark whether it still holds.
    """

    slug = models.SlugField(unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="hubs", verbose_name=_("province"))
    address_th = models.CharField(_("address in Thai"), max_length=300)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    directions_th = models.TextField(_("getting here, in Thai"), blank=True)
    directions_en = models.TextField(_("getting here, in English"), blank=True)
    is_official = models.BooleanField(_("official space of the province"), default=False)
    history_th = models.TextField(_("history, in Thai"), blank=True)
    history_en = models.TextField(_("history, in English"), blank=True)
    idea_th = models.TextField(_("founding idea, in Thai"), blank=True)
    idea_en = models.TextField(_("founding idea, in English"), blank=True)
    owner_th = models.CharField(_("run by, in Thai"), max_length=200, blank=True)
    owner_en = models.CharField(_("run by, in English"), max_length=200, blank=True)
    house_rules_th = models.TextField(_("house rules, in Thai"), blank=True)
    house_rules_en = models.TextField(_("house rules, in English"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    line = models.CharField("LINE", max_length=80, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    is_example = models.BooleanField(_("hours, spaces and prices are an example"), default=False)
    closes_on_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    timezone = models.CharField(max_length=40, default="Asia/Bangkok")
    edition = CodeField()
    sort_key = models.CharField(max_length=300, blank=True, db_index=True, editable=False)

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = [
            models.CheckConstraint(
                name="hub_place_whole",
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def address(self) -> str:
        return in_language(self.address_th, self.address_en)

    @property
    def where(self) -> str:
        """The address with the province, which it may name already."""
        province, address = self.province, self.address
        if province.name_th in address or province.name_en in address:
            return address
        return gettext("{address}, {province}").format(address=address, province=province.in_an_address).strip(" ,")

    @property
    def directions(self) -> str:
        return in_language(self.directions_th, self.directions_en)

    @property
    def history(self) -> str:
        return in_language(self.history_th, self.history_en)

    @property
    def idea(self) -> str:
        return in_language(self.idea_th, self.idea_en)

    @property
    def owner(self) -> str:
        return in_language(self.owner_th, self.owner_en)

    @property
    def house_rules(self) -> str:
        return in_language(self.house_rules_th, self.house_rules_en)


class Host(models.Model):
    """That a person runs a hub, given by somebody, from a day until a day."""

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="hosts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="host_until_after_since", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.UniqueConstraint(
                fields=["hub", "person"],
                condition=Q(until=None),
                name="host_given_once",
                violation_error_message=_("This person is a host of this hub already."),
            ),
        ]
