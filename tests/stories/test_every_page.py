"""Every page, in both languages, by day and by night, on a phone and on a desk: for everybody to use."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from conftest import PHONE, WCAG
from smarthub.kit import clock
from smarthub.look.testing import broken_words, small_targets
from tests import browser as chromium
from tests.house.test_strangers import everything
from tests.stories.pages import HOST, MEMBER, NO_PAGES, STOPS, STRANGER
from tests.stories.world import NOON, make_world, sign_in

DESK = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 568}  # 1280 points at four times the size: WCAG 1.4.10
AXE = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
COLOURS = ["color-contrast", "link-in-text-block"]  # all that changes when night falls
# Every floor of a plan brings its own patterns, which are alike; anything else that is named is there once.
SEEN = """() => ({
  lang: document.documentElement.lang, both: !!document.querySelector("main h1[lang=th] ~ h2[lang=en]"), title: document.title.trim(), h1: document.querySelectorAll("h1").length,
  twice: [...document.querySelectorAll("[id]:not(pattern)")].map(each => each.id).filter((id, n, all) => all.indexOf(id) < n),
})"""
# What hides a part of its own text because it is wider than its box. What scrolls by itself, as tabs do, hides nothing.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  return ["hidden", "clip"].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
    && each.innerText?.trim() && !each.closest(".visually-hidden, svg");
}).map(each => `${each.tagName}.${each.className} ${each.scrollWidth}>${each.clientWidth}`)"""
WIDER = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const beyond = [], range = document.createRange(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    range.selectNodeContents(node);
    const box = (node.nodeType === Node.TEXT_NODE ? range : node).getBoundingClientRect?.();
    if (box?.right > clientWidth + 1 && box.left < scrollWidth) beyond.push((node.outerHTML ?? node.data).trim().slice(0, 90));
  }
  return [scrollWidth, clientWidth, beyond.slice(-4).join(" | ")];
}"""
# As a reader may set it who reads better with more air (WCAG 1.4.12).
AIRY = """airy => {
  const sheet = new CSSStyleSheet();
  if (airy) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }");
  document.adoptedStyleSheets = [sheet];
}"""
TEXT_SIZE = 16  # what browsers begin with, until the reader chooses another


def test_every_address_is_looked_at_or_says_why_not():
    looked_at = {stop.name for stops in STOPS.values() for stop in stops} - {""}
    left_out = {name for names in NO_PAGES.values() for name in names}
    names = {name for name, _pattern in everything() if not name.startswith("api:")}
    assert names - looked_at - left_out == set(), "stand neither in STOPS nor in NO_PAGES (tests/stories/pages.py)"
    assert (looked_at | left_out) - names == set(), "are no addresses any more"


class Look:
    """Looks at the page as it stands, and gathers what is wrong with it."""

    def __init__(self, page: Any, language: str) -> None:
        self.page, self.language = page, language
        self.axe = Path(chromium.AXE).read_text()
        self.faults: list[str] = []
        self.status = 0
        page.on("response", self.hear)
        self.browser = page.context.new_cdp_session(page)

    def hear(self, response: Any) -> None:
        if response.request.is_navigation_request() and response.status // 100 != 3:
            self.status = response.status

    def at(self, what: str, status: int) -> None:
        found: list[str] = []
        if self.status != status:
            found.append(f"answers {self.status}, not {status}")
        seen = self.page.evaluate(SEEN)
        if seen["lang"] != self.language and not seen["both"]:  # without a language: both are on the page
            found.append(f"says that its language is {seen['lang']}")
        if seen["h1"] != 1:
            found.append(f"has {seen['h1']} main headings")
        if seen["twice"]:
            found.append(f"has two of one id: {', '.join(seen['twice'])}")
        if not seen["title"]:
            found.append("has no title")
        self.page.evaluate(self.axe)
        found += [*self.width("on a phone"), *self.ask("light"), *self.ask("dark", COLOURS)]
        found += [f"has a small target: {target}" for target in small_targets(self.page)]
        self.text(2 * TEXT_SIZE)
        found += [*self.width("at 200 %"), *(f"clips {each} at 200 %" for each in self.page.evaluate(CLIPPED))]
        self.text(TEXT_SIZE)
        self.page.evaluate(AIRY, True)
        found += [
            *self.width("with airy text"),
            *(f"clips {each} in airy text" for each in self.page.evaluate(CLIPPED)),
        ]
        self.page.evaluate(AIRY, False)
        found += [f"breaks the word {word}" for word in broken_words(self.page)] if self.language == "th" else []
        self.page.set_viewport_size(NARROW)
        found += self.width("at 320 points")
        self.page.set_viewport_size(DESK)
        found += [*self.width("on a desk"), *self.ask("light")]
        self.page.set_viewport_size(PHONE)
        self.faults += [f"{what} [{self.page.url.partition('/')[2]}] {fault}" for fault in found]

    def text(self, size: int) -> None:
        """As in the browser's own settings, so that measures in rem grow, those in media queries, too."""
        self.browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})

    def width(self, where: str) -> list[str]:
        wider = self.page.evaluate(WIDER)
        return ["is {} wide {} where there is room for {}: {}".format(wider[0], where, *wider[1:])] if wider else []

    def ask(self, scheme: str, only: Sequence[str] = WCAG) -> list[str]:
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        answer = self.page.evaluate(AXE, only)
        return [
            f"({scheme}) {fault['id']}: {fault['help']}: {'; '.join(str(node['target'][0]) for node in fault['nodes'][:3])}"
            for fault in answer["violations"]
        ]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("who", [STRANGER, MEMBER, HOST])
def test_every_page_is_for_everybody(phone, live, settings, who, language):
    settings.EMAIL_URL = "smtp://mail.example.org"
    with clock.stopped_at(NOON), translation.override(language):
        world = make_world()
        if person := {MEMBER: world.member, HOST: world.host}.get(who):
            sign_in(phone, person, live)
        look = Look(phone, language)
        for stop in STOPS[who]:
            stop.go(phone, world)
            look.at(stop.what, stop.status)
    assert not look.faults, "\n" + "\n".join(look.faults)
