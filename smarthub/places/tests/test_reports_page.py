"""The host's queue of reports."""

from datetime import UTC, datetime

import pytest

from smarthub.kit import clock
from smarthub.people.actions.safety import report
from smarthub.people.models import Report
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_host_takes_finds_out_and_answers(client):
    hub, host, mali, ton = make_hub(), make_person("Host"), make_person("Mali"), make_person("ต้น")
    make_host(hub, host, since=NOW)
    with clock.stopped_at(NOW):
        told = report(by=mali, text="เขาตะโกน", who="คนชื่อต้น", hub="hub", now=NOW)
        about_host = report(by=mali, text="เขาเอง", about=host, now=NOW)
        client.force_login(mali)
        assert client.get("/h/hub/reports/").status_code == 404
        client.force_login(host)
        text = client.get("/h/hub/reports/").text
        assert "เขาตะโกน" in text
        assert "เขาเอง" not in text
        page = f"/h/hub/reports/{told.code}/"
        assert client.get(f"/h/hub/reports/{about_host.code}/").status_code == 404
        assert ton.code in client.get(page, {"find": "ต้น"}).text
        client.post(page)
        client.post(page, {"about": ton.code})
        client.post(page, {"answer": " "})
        assert Report.objects.get(pk=told.pk).state == "taken"
        client.post(page, {"answer": "คุยกันแล้ว"})
        client.post(page)
        told.refresh_from_db()
        assert (told.state, told.about, told.taken_by) == ("answered", ton, host)
        assert "คุยกันแล้ว" in client.get(page).text
        assert "คุยกันแล้ว" not in client.get("/h/hub/reports/").text
