from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CAPITAL = "10"


def in_language(thai: str, english: str) -> str:
    """The text in the reader's language, or in the other one where that is all there is."""
    first, second = (english, thai) if get_language() == "en" else (thai, english)
    return first or second


class Province(models.Model):
    """One of the 77 provinces (names and codes: geothai, CC-BY-4.0)."""

    code = models.CharField(max_length=2, primary_key=True)
    name_th = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ("sort_key",)
        verbose_name = _("province")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def in_an_address(self) -> str:
        """'จ.ขอนแก่น'; the capital is no จังหวัด."""
        return in_language(self.name_th if self.code == CAPITAL else f"จ.{self.name_th}", self.name_en)


class Grouping(models.Model):
    """A named, sourced set of provinces; groupings overlap (official cluster, region, neighbours)."""

    slug = models.SlugField(unique=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    provinces = models.ManyToManyField(Province, related_name="groupings")

    def __str__(self) -> str:
        return in_language(self.name_th, self.name_en)
