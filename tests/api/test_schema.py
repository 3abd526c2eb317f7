"""The API held to its own description: made-up calls, well-formed and broken, answer as it says and never with a 5xx."""

from datetime import UTC, datetime

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from smarthub.config.api import api
from smarthub.kit import clock
from smarthub.people.actions.tokens import make_token
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub, make_space

NOT_CARRIED = {"Content-Length", "Accept-Encoding"}
THEN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # the day before the examples
HOUSE = "http://testserver"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_dict(api.get_openapi_schema())


@pytest.fixture
def headers(db):
    """The hub, the space and the person of the description's examples."""
    hub = make_hub("our-hub")
    person = make_person()
    make_host(hub, person, since=THEN)
    make_space(hub, ref="k3m8p2qd")
    with clock.stopped_at(THEN):
        yield {"Authorization": f"Bearer {make_token(person, by=person, now=THEN)}"}


def carried(prepared):
    """Through Django's own client, in the test's transaction."""
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body or b""
    headers = {name: value for name, value in prepared.headers.items() if name not in NOT_CARRIED}
    content_type = headers.pop("Content-Type", "")
    path = prepared.url.removeprefix(HOUSE)
    given = Client().generic(prepared.method, path, body, content_type, headers=headers)
    told = {name: [value] for name, value in given.headers.items()}
    return schemathesis.Response(given.status_code, told, given.content, prepared, elapsed=0.0, verify=False)


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_call_answers_as_described(case, headers):
    kwargs = case.as_transport_kwargs(base_url=HOUSE, headers=headers)
    names = {"method", "url", "headers", "params", "json", "data", "cookies"}
    prepared = requests.Request(**{name: kwargs[name] for name in names & kwargs.keys()}).prepare()
    case.validate_response(carried(prepared), checks=CHECKS)
