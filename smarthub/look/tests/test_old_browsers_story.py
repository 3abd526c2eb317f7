"""What older browsers lack is made up for."""

from typing import Any

FORM = """() => {
  const form = document.createElement("form");
  form.innerHTML = '<input id="typed"><button name="do" value="first">1</button><button name="do" value="second">2</button>';
  document.querySelector("main").append(form);
  form.addEventListener("submit", (event) => { event.preventDefault(); window.sent = event.submitter?.value; });
}"""


def test_a_browser_that_does_not_say_which_button_sent_a_form_is_told(page: Any, live: str) -> None:
    page.add_init_script("delete SubmitEvent.prototype.submitter")
    page.goto(f"{live}/")
    page.evaluate(FORM)
    page.get_by_role("button", name="2").last.click()
    assert page.evaluate("window.sent") == "second"
    page.locator("#typed").press("Enter")
    assert page.evaluate("window.sent") == "first"
