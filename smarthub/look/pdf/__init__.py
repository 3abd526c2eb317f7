"""Documents for paper: a typst template and its data make a PDF (PDF/A-2a, tagged, whole Thai fonts inside).

A template lies in its own domain's `templates/<domain>/` as `name.typ`, begins with `#import "/look/pdf/house.typ": *` and reads
what it is given from `data`. All texts are values, never markup, so nothing that somebody typed can be a command.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language

from smarthub.kit import clock
from smarthub.look.pdf.cut import cut
from smarthub.look.pdf.letters import FONTS, printable

ROOT = Path(__file__).resolve().parent.parent.parent  # of `/look/pdf/house.typ` and of every template


def pdf(template: Path | str, data: Mapping[str, Any], *, title: str, now: datetime | None = None) -> bytes:
    """The document of this template. `template` is an absolute path, or one from the root: "brainstorms/templates/…".

    `data` holds what JSON can hold. `title` is the document's own name, which a reader shows and reads aloud. The active
    language is the document's.
    """
    given = {**data, "title": title, "language": get_language() or "th"}
    made = typst.compile(
        str(ROOT / template),
        root=str(ROOT),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(_cut(given), ensure_ascii=False)},
        pdf_standards=["a-2a"],
        timestamp=int((now or clock.now()).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _cut(value: Any) -> Any:
    """The same data in letters that we can draw, every Thai text cut where a line may end."""
    if isinstance(value, str):
        return cut(printable(value))
    if isinstance(value, Mapping):
        return {key: _cut(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cut(each) for each in value]
    return value
