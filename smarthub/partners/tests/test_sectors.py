"""The five sectors, in the order in which pages list them."""

from django.utils import translation

from smarthub.partners.models import Sector


def test_there_are_five_sectors_and_their_codes_never_change():
    assert Sector.values == ["government", "private", "university", "startup", "citizen"]


def test_each_has_a_thai_name():
    with translation.override("th"):
        assert [str(label) for label in Sector.labels] == ["ภาครัฐ", "ภาคเอกชน", "มหาวิทยาลัย", "สตาร์ทอัพ", "ภาคประชาชน"]
