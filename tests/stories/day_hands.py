"""How somebody works on a page: with a pointer, by keys alone, by touch. A story is written once and told with each."""

from typing import Any

from tests.stories.test_keyboard import FOCUS

PATIENCE = 20_000  # milliseconds: what is waited for comes in a fraction of it, on a busy machine too
# By which key, and how often pressed, the focus would come there; what a page does with the focus meanwhile is seen after.
THE_WAY = """what => {
  const now = document.activeElement, after = Node.DOCUMENT_POSITION_FOLLOWING;
  if (now === what) return ["there", 0];
  const is_back = what.compareDocumentPosition(now) & after;
  const [first, last] = is_back ? [what, now] : [now, what];
  const between = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(each =>
    each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true })
    && first.compareDocumentPosition(each) & after && each.compareDocumentPosition(last) & after);
  return [is_back ? "Shift+Tab" : "Tab", between.length + 1];
}"""


class Pointer:
    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    def another(self, page: Any) -> "Pointer":
        """The same way of working, on another page."""
        return type(self)(page)

    def press(self, what: str) -> None:
        self._only(what).click()

    def write(self, what: str, text: str) -> None:
        self.press(what)
        self._only(what).fill(text)

    def choose(self, what: str, value: str) -> None:
        self._only(what).select_option(value)

    def _only(self, what: str) -> Any:
        """The first of those to be seen, on a page that has its modules."""
        self.page.wait_for_load_state()
        return self.page.locator(what).locator("visible=true").first

    # --- at the front desk ------------------------------------------------------------------------------------------

    def come(self, people: int) -> None:
        self._steady()
        self.press(f".count[value='{people}']")

    def check(self, who: str) -> None:
        """In, or out."""
        self.press(f"[data-row]:has-text('{who}') :is([data-in], [data-out])")

    def undo(self) -> None:
        self.press("[data-undo]")

    def _steady(self) -> None:
        self.page.wait_for_timeout(160)  # two presses in less than that are one press of a hand that trembles

    # --- at the kiosk -----------------------------------------------------------------------------------------------

    def dial(self, number: str) -> None:
        for digit in number:
            self.press(f"[data-digit='{digit}']")
        self.press("[data-phone-go]")


class Touch(Pointer):
    def press(self, what: str) -> None:
        self._only(what).tap()


class Keys(Pointer):
    """Tab, Enter, letters, arrows, and the single keys of the desk; the focus is seen wherever something is pressed."""

    def press(self, what: str) -> None:
        self._to(what)
        self.page.keyboard.press("Enter")

    def write(self, what: str, text: str) -> None:
        field = self._to(what)
        self.page.keyboard.press("ControlOrMeta+a")
        is_time = field.get_attribute("type") == "time"
        self.page.keyboard.type(text.replace(":", "") if is_time else text)
        assert field.input_value() == text

    def choose(self, what: str, value: str) -> None:
        field = self._to(what)
        for _n in range(120):
            if (now := field.input_value()) == value:
                return
            values = field.locator("option").evaluate_all("all => all.map(each => each.value)")
            self.page.keyboard.press("ArrowDown" if values.index(value) > values.index(now) else "ArrowUp")
        raise AssertionError(f"the arrows do not reach {value} in {what}")

    def come(self, people: int) -> None:
        self._steady()
        self.page.keyboard.press("w")
        self.page.keyboard.press(str(people))

    def check(self, who: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(who)
        self.page.keyboard.press("Enter")

    def undo(self) -> None:
        self.page.keyboard.press("u")

    def dial(self, number: str) -> None:
        self.page.keyboard.type(number)
        self.page.keyboard.press("Enter")

    def _to(self, what: str) -> Any:
        wanted = self._only(what)
        wanted.wait_for()
        self.page.wait_for_load_state()  # what is in the page may be there before its style, which draws the focus
        for _n in range(60):
            key, often = wanted.evaluate(THE_WAY)
            if key == "there":
                focus = self.page.evaluate(FOCUS)
                assert focus["ring"], f"the focus is not drawn: {focus}"
                assert focus["seen"], f"the focus is behind something: {focus}"
                return wanted
            for _press in range(often):
                self.page.keyboard.press(key)
        raise AssertionError(f"no tab reaches {what}")
