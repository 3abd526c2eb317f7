"""What most tests of this floor begin with; a test that needs another one makes its own."""

import pytest

from smarthub.bookings.tests.calling import Caller
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_hub, make_space


@pytest.fixture
def hub(db: None) -> Hub:
    return make_hub()


@pytest.fixture
def desk(hub: Hub) -> Space:
    return make_space(hub)


@pytest.fixture
def caller(db: None) -> Caller:
    return Caller(make_person())
