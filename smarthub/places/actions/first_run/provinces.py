"""The 77 provinces, and the groupings of them that a source names."""

from dataclasses import dataclass

import geothai
from django.db import transaction

from smarthub.kit.thai.text import sort_key
from smarthub.places.models import Grouping, Province


@dataclass(frozen=True, slots=True)
class Named:
    slug: str
    name_th: str
    name_en: str
    source: str
    codes: tuple[str, ...]


# A province stands in several groupings at once. Only members that the source names are listed: the article puts Udon
# Thani into "the central north-east", which is a branch region of depa's and not the Ministry of Interior's cluster.
GROUPINGS = (
    Named(
        "upper-north-east-1",
        "กลุ่มจังหวัดภาคตะวันออกเฉียงเหนือตอนบน 1",
        "Upper North-East 1 province cluster",
        "Royal Gazette, May 2011 (Bueng Kan added), as reported by tambon.blogspot.com",
        ("41", "43", "42", "39", "38"),
    ),
    Named(
        "depa-central-isan",
        "กลุ่มจังหวัดภาคอีสานตอนกลาง (สาขาของดีป้า)",
        "Central Isan (branch region of depa)",
        "Siam Business News no. 7302, February 2018; the article names Udon Thani, other members are not given",
        ("41",),
    ),
    Named(
        "north-east",
        "ภาคตะวันออกเฉียงเหนือ",
        "North-East",
        "Siam Business News no. 7302, February 2018; the article names Udon Thani, other members are not given",
        ("41",),
    ),
    Named(
        "neighbours-of-udon-thani",
        "จังหวัดใกล้เคียงอุดรธานี",
        "Neighbours of Udon Thani",
        "Computed from the shared borders of the provinces in Natural Earth",
        ("43", "47", "46", "40", "42", "39"),
    ),
)


@transaction.atomic
def load_provinces() -> None:
    """Names and codes as geothai gives them. Asked again, it brings them up to date."""
    Province.objects.bulk_create(
        [
            Province(code=p.code, name_th=p.name_th, name_en=p.name_en, sort_key=sort_key(p.name_th))
            for p in geothai.provinces()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "name_en", "sort_key"],
    )
    for each in GROUPINGS:
        grouping, _ = Grouping.objects.update_or_create(
            slug=each.slug, defaults={"name_th": each.name_th, "name_en": each.name_en, "source": each.source}
        )
        grouping.provinces.set(Province.objects.filter(code__in=each.codes))
