import pytest

from smarthub.kit.reach import is_only_here


@pytest.mark.parametrize(
    ("url", "only_here"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("http://192.168.1.20:8000", False),
        ("https://hub.example.org", False),
    ],
)
def test_an_address_of_the_computer_itself_is_known(url, only_here):
    assert is_only_here(url) is only_here
