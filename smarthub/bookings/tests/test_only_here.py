"""Where the house was started for its own computer only, the pages with codes for phones say so."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub

pytestmark = [pytest.mark.django_db, pytest.mark.at(NINE)]


@pytest.mark.parametrize("page", ["codes", "kiosks"])
@pytest.mark.parametrize(("address", "says"), [("http://localhost:8000", True), ("https://hub.example.org", False)])
def test_codes_that_no_phone_can_follow_come_with_the_command_that_lets_phones_in(
    client, settings, page, address, says
):
    settings.SMARTHUB_URL = address
    host = make_host(make_hub(), make_person("Host", joined_at=NINE), since=NINE)
    client.force_login(host.person)
    shown = client.get(f"/en/h/{host.hub.slug}/desk/{page}/").content.decode()
    assert ("lead to this computer only" in shown) is says
    assert ("HOST=0.0.0.0 SMARTHUB_URL=" in shown) is says
