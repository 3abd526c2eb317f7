"""Money is whole satang (1 baht = 100 satang); it is never a float."""


def baht(satang: int) -> str:
    """12345 -> '123.45', 12300 -> '123', 123456700 -> '1,234,567'. The unit is written by the template or sentence."""
    sign, satang = ("-", -satang) if satang < 0 else ("", satang)
    whole, rest = divmod(satang, 100)
    return f"{sign}{whole:,}" + (f".{rest:02d}" if rest else "")


def satang(text: str) -> int:
    """'1,234.5' -> 123450, '๘๐' -> 8000. ValueError for anything that is not an amount with at most two decimals."""
    cleaned = "".join(str(int(c)) if c.isdecimal() else c for c in text.strip().replace(",", "").removeprefix("฿"))
    whole, _, rest = cleaned.partition(".")
    sign = -1 if whole.startswith("-") else 1
    whole = whole.removeprefix("-")
    if not whole.isdecimal() or (rest and not rest.isdecimal()) or len(rest) > 2:
        raise ValueError(text)
    return sign * (int(whole) * 100 + int(rest.ljust(2, "0") or 0))


def as_json(amount: int) -> dict[str, int | str]:
    """The API's form of money."""
    return {"satang": amount, "currency": "THB"}
