"""Waiting for what a page does by itself."""

from collections.abc import Callable
from typing import Any

SERVED_BY_WORKER = "Boolean(navigator.serviceWorker.controller)"


def until(page: Any, true: Callable[[], object] | str, *, seconds: int = 30) -> None:
    """Until `true` is: a function, or an expression of the page's. No promise that may never end holds a test for ever,
    and Playwright's own waiting for an expression needs eval, which our pages forbid.
    """
    for _n in range(10 * seconds):
        if page.evaluate(true) if isinstance(true, str) else true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it did not come true in {seconds} s: {true}")
