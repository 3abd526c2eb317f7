"""How fast the first pages come to a phone of middle price on a slow network, as Lighthouse simulates it: home and booking
of a house as `./hub run` serves it, three runs each, medians. `worst` is the lowest of the three scores; below a
`machine` of about 1000 something else was using the processor, and the scores are too low.
"""

from pathlib import Path
from statistics import median
from typing import Any

from bench.start import running
from bench.world import database, environment, folder, tell
from tests import browser, lighthouse

PAGES = {"home": "/", "the booking page": "/h/udon-smart-hub/book/"}
TURNS = 3


def sizes(most: int) -> list[int]:
    return [1000]


def run(engine: str, size: int) -> None:
    try:
        browser.node_modules()
        browser.launch_arguments()
    except (browser.Absent, FileNotFoundError) as absent:
        tell("lighthouse", engine=engine, lacking=str(absent))
        return
    with folder() as made, database(engine, made) as (url, floor_url):
        env = environment(url, floor_url, made / "data")
        env.pop("DJANGO_SETTINGS_MODULE")
        with running(env) as port:
            found = [{name: asked(port, path, made) for name, path in PAGES.items()} for _ in range(TURNS)]
    for name in PAGES:
        turns = [turn[name] for turn in found]
        figures = {each: median(turn[each] for turn in turns) for each in turns[0]}
        tell(f"lighthouse, {name}", engine=engine, **figures, worst=min(turn["performance"] for turn in turns))


def asked(port: int, path: str, made: Path) -> dict[str, float]:
    report = lighthouse.report(f"http://127.0.0.1:{port}{path}", made, "--only-categories=performance")

    def value(audit: str) -> Any:
        return report["audits"][audit]["numericValue"]

    return {
        "performance": round(report["categories"]["performance"]["score"] * 100),
        "first_paint_ms": value("first-contentful-paint"),
        "largest_paint_ms": value("largest-contentful-paint"),
        "looks_ready_ms": value("speed-index"),
        "blocked_ms": value("total-blocking-time"),
        "layout_shift": value("cumulative-layout-shift"),
        "kb": value("total-byte-weight") / 1000,
        "machine": report["environment"]["benchmarkIndex"],
    }
