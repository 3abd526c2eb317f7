"""Single keys at the front desk: only where nobody types, and only as long as they are wanted."""

from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host
from tests.stories.world import HOUR, NOON, furnished, sign_in


def test_single_keys_rest_while_somebody_types_and_when_they_are_off(page, live):
    make_host(hub := furnished(), host := make_person("ครูสมศรี"), since=NOON - HOUR)
    with clock.stopped_at(NOON):
        sign_in(page, host, live)
        page.goto(f"/h/{hub.slug}/desk/")
        page.locator("#note").click()
        page.keyboard.type("uw?/n")
        assert page.locator("#note").input_value() == "uw?/n"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        page.locator("[data-keys-on]").uncheck()
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement === document.body")
