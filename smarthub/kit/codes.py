"""Short public codes: easy to read aloud, without letters and digits that look alike. Row ids never leave the house."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8  # 30**8 codes: at a million bookings two draws collide about once, and UNIQUE then says so


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(text: str) -> str:
    """What a person typed, as a code: lower case, without spaces and dashes."""
    return text.strip().lower().replace(" ", "").replace("-", "")


class CodeField(models.CharField[str, str]):
    """A short public reference, drawn at random."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("default", new_code)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)
