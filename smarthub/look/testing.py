"""What tests of pages ask of the look. `page` is Playwright's."""

from __future__ import annotations

from typing import Any

from smarthub.look import words

# Looks at each listed word as it stands on the screen: two of its letters on different lines mean that it is broken.
BROKEN = """words => {
  const broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("script, style, option, svg")) continue;
    for (const word of words) {
      for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + 1)) {
        const range = document.createRange();
        let line = null;
        for (let i = at; i < at + word.length; i++) {
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const box = [...range.getClientRects()].find(one => one.width > 0);
          if (!box) continue;
          if (line !== null && Math.abs(box.top - line) > box.height / 2) { broken.push(word); break; }
          line = box.top;
        }
      }
    }
  }
  return broken;
}"""

# Everything that can be pressed and is smaller than 24 px either way, unless it stands within a line of text (WCAG 2.5.8).
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter(e => e.checkVisibility() && !e.closest("svg, label") && e.parentElement.innerText.trim() === e.innerText.trim())
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def broken_words(page: Any) -> list[str]:
    """The names and loanwords of thai-words.txt that a line end splits on the page as it stands."""
    listed = list(words.whole_words())
    if page.evaluate(BROKEN, listed):  # the names are put together when everything else has come
        page.wait_for_load_state("networkidle")
    return list(page.evaluate(BROKEN, listed))


def small_targets(page: Any) -> list[str]:
    """What a thumb would miss."""
    return list(page.evaluate(SMALL_TARGETS))
