"""Thai text that can be sorted, compared and found, the same on both database engines."""

import re
import unicodedata

_LEADING = "เแโใไ"
_TONES = "็่้๊๋์ํ๎"
_ZERO_WIDTH = re.compile("[\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff]")
_SWAP = re.compile(f"([{_LEADING}])([ก-ฮ])")
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")  # nikhahit, maybe a tone, sara aa: typed for sara am
_NUMBER = re.compile(r"\d+")


def normal(text: str) -> str:
    """One spelling of what looks the same: NFC, เเ -> แ, ํา -> ำ, no zero-width characters, single spaces."""
    text = _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text))
    text = _SPLIT_AM.sub("\\1\u0e33", text.replace("เเ", "แ"))
    return " ".join(text.split())


def search_text(*parts: str) -> str:
    """What a substring search looks in: normal spelling, lower case."""
    return normal(" ".join(part for part in parts if part)).casefold()


def sort_key(text: str) -> str:
    """A string whose plain order is the order of the Thai dictionary: กา ก้าว เกาะ ไก่ … แพร่ เลย.

    A vowel written before its consonant is sorted after it; tone marks count only between words that are else equal;
    digits are padded, so that desk 2 comes before desk 10.
    """
    text = normal(text).casefold()
    text = _NUMBER.sub(lambda found: found[0].rjust(8, "0"), text)
    swapped = _SWAP.sub(r"\2\1", text)
    tones: list[str] = []
    base: list[str] = []
    for character in swapped:
        if character in _TONES:
            tones.append(f"{len(base):02d}{character}")
        else:
            base.append(character)
    return "".join(base) + ("\t" + "".join(tones) if tones else "")
