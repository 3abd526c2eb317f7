"""Single keys at the front desk: only where nobody types, and only as long as they are wanted."""

from smarthub.kit import clock


def test_single_keys_rest_while_somebody_types_and_when_they_are_off(page, live):
    with clock.stopped_at(NINE):
        desk = opened(page, live)
        desk.locator("#note").click()
        desk.keyboard.type("uw?/n")
        assert desk.locator("#note").input_value() == "uw?/n"
        desk.evaluate("document.activeElement.blur()")
        desk.keyboard.press("?")
        desk.locator("[data-keys-on]").uncheck()
        desk.evaluate("document.activeElement.blur()")
        desk.keyboard.press("/")
        assert desk.evaluate("document.activeElement === document.body")
