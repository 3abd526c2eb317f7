"""The log tells faults of the program, and only those at length."""

import io
import logging

import pytest
from django.test import Client, RequestFactory

from smarthub.config.logs import Quiet

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the console would show."""
    handler = logging.StreamHandler(shown := io.StringIO())
    handler.addFilter(Quiet())
    logging.getLogger().addHandler(handler)
    yield shown
    logging.getLogger().removeHandler(handler)


def test_a_name_that_is_not_ours_is_one_line_without_a_stack(log, settings):
    settings.ALLOWED_HOSTS = ["hub.example"]
    assert Client(raise_request_exception=False).get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert "elsewhere.example" in log.getvalue()
    assert "Traceback" not in log.getvalue()


def test_not_being_ready_yet_is_an_answer_and_no_error(log, settings, tmp_path):
    settings.DATA = tmp_path  # no worker has ever lived here
    assert Client().get("/readyz").status_code == 503
    assert log.getvalue() == ""


def test_a_fault_at_the_same_address_is_told(log):
    request = RequestFactory().get("/readyz")
    logging.getLogger("django.request").error("the roof is off", extra={"request": request, "status_code": 500})
    assert "the roof is off" in log.getvalue()
